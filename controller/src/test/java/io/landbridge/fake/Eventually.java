package io.landbridge.fake;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread does, with a deadline and a picture of the state when it passes. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    private Eventually() {}

    /** Returns as soon as it holds; fails with the state if it does not in time. */
    public static void holds(String what, BooleanSupplier condition, Supplier<?> state) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + DEADLINE + ": " + what + "; the state is\n" + state.get());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
