package io.landbridge.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays that double from attempt to attempt up to a limit, each shortened by up to a half so that hosts that failed
 * together do not come back together.
 *
 * @param first delay after the first attempt
 * @param limit longest delay
 */
record Backoff(Duration first, Duration limit) {
    private static final int MAX_DOUBLINGS = 20;

    /** The delay after that many attempts in a row, 1 or more. */
    Duration after(int attempts, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        long capped = Math.min(doubled, limit.toMillis());
        return Duration.ofMillis(capped - random.nextLong(capped / 2 + 1));
    }
}
