package io.landbridge.northbound.json;

/** A text is not the JSON or YAML that was asked for; the message says where. */
public final class MalformedBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedBodyException(String message) {
        super(message);
    }
}
