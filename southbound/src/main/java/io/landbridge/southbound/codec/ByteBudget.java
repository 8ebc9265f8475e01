package io.landbridge.southbound.codec;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that several connections share: what one has taken, another cannot. */
final class ByteBudget {
    private final AtomicLong left;

    ByteBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes so many bytes; false, and none taken, if there are not so many. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
