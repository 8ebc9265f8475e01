package io.landbridge.metrics;

import com.google.common.primitives.ImmutableDoubleArray;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;

/** The bounds that what is measured is sorted by. */
enum Buckets {
    /** Seconds that a device takes to answer. */
    UP_TO_SECONDS(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    /** Seconds that a host takes to converge. */
    UP_TO_MINUTES(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
    /** Numbers of things. */
    COUNTS(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000);

    private static final double NANOS_PER_SECOND = 1e9;

    private final ImmutableDoubleArray bounds;

    Buckets(double... bounds) {
        this.bounds = ImmutableDoubleArray.copyOf(bounds);
    }

    Histogram.Builder histogram(String name) {
        return Histogram.builder().name(name).classicOnly().classicUpperBounds(bounds.toArray());
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
