package io.landbridge.port.in;

/** The controller cannot do its work now; the message says what is missing and what to do about it. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        super(message);
    }
}
