package io.landbridge.port.in;

/** The request is sound but cannot be carried out in the present state; the message says what stands in the way. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConflictException(String message) {
        super(message);
    }
}
