package io.landbridge.port.in;

/** The intent is not what the change was made for: somebody else was faster. Nothing has changed. */
public final class PreconditionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PreconditionFailedException() {
        super("it is not as your request expects: read it again, and repeat the change if you still want it");
    }
}
