package io.landbridge.northbound.json;

/** A text is not the JSON that was asked for; the message says where. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String message) {
        super(message);
    }
}
