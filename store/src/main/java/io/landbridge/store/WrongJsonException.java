package io.landbridge.store;

import com.fasterxml.jackson.core.JsonLocation;

/** Something in a JSON text is not as it should be; the message says where and what. */
final class WrongJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongJsonException(String problem) {
        super(problem);
    }

    WrongJsonException(JsonLocation place, String problem) {
        super("line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + problem);
    }
}
