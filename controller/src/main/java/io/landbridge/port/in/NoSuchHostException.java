package io.landbridge.port.in;

import io.landbridge.model.HostId;

/** The fabric has no host of that name. */
public final class NoSuchHostException extends Exception {
    private static final long serialVersionUID = 1;

    public NoSuchHostException(HostId id) {
        super("the fabric has no host " + id);
    }
}
