package io.landbridge.port.in;

import java.io.IOException;

/** A change is made and in force, but may be lost in a power cut; the message says why. */
public final class NotDurableException extends IOException {
    private static final long serialVersionUID = 1;

    public NotDurableException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
