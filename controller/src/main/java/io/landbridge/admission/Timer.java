package io.landbridge.admission;

import java.time.Duration;

/** The one thread of an {@link Admission}. */
@FunctionalInterface
public interface Timer {

    /** Runs a task after the delay, one task at a time; tasks of the same time in the order in which they were given. */
    void after(Duration delay, Runnable task);
}
