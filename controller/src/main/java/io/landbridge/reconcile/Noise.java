package io.landbridge.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Limits how many events one host makes: a burst, and a steady few; counts what it leaves out. For one thread at a time. */
final class Noise {
    private static final int BURST = 100;
    private static final Duration PER_EVENT = Duration.ofSeconds(5);

    private final Clock clock;
    private Instant paidUntil = Instant.MIN;
    private int leftOut;

    Noise(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more event may be told now. */
    boolean allows() {
        Instant now = clock.instant();
        Instant start = paidUntil.isAfter(now) ? paidUntil : now;
        if (start.isAfter(now.plus(PER_EVENT.multipliedBy(BURST - 1)))) {
            leftOut++;
            return false;
        }
        paidUntil = start.plus(PER_EVENT);
        return true;
    }

    /** Says how many were left out since this was last asked; empty if none. */
    String leftOut() {
        int count = leftOut;
        leftOut = 0;
        return count == 0 ? "" : " (" + count + " events of this host before it are left out: there were too many)";
    }
}
