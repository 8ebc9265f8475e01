package io.landbridge.reconcile;

import io.landbridge.model.HostId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each host takes to converge: since the target changed, it connected, or it was found to differ, whichever
 * came last.
 */
final class ConvergenceClock {
    /**
     * What one look at a host saw.
     *
     * @param target number of what it was compared with
     * @param connected whether its database was connected
     * @param converged whether it was as it should be
     */
    record Look(long target, boolean connected, boolean converged) {}

    /** A host's way: what the last look saw, the target that it last converged to, and when it set out. */
    private record Way(Look last, long convergedTo, Instant start) {
        static final Way UNSEEN = new Way(new Look(-1, false, false), -1, Instant.MIN);
    }

    private final Map<HostId, Way> ways = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant targetChanged;

    ConvergenceClock(Clock clock) {
        this.clock = clock;
        this.targetChanged = clock.instant();
    }

    /** Notes that there is another target from now on. */
    void targetChanged() {
        targetChanged = clock.instant();
    }

    /** Whether a difference from that target is drift: the host had converged to just that. */
    boolean isDrift(HostId id, long target) {
        return ways.getOrDefault(id, Way.UNSEEN).convergedTo == target;
    }

    /**
     * Takes in a look at a host.
     *
     * @param began when the look began
     * @return how long the host took, if it has converged just now
     */
    Optional<Duration> take(HostId id, Look look, Instant began) {
        Way way = ways.getOrDefault(id, Way.UNSEEN);
        Instant start = start(way, look, began);
        ways.put(id, new Way(look, look.converged ? look.target : way.convergedTo, start));
        return look.converged && !way.last.converged
                ? Optional.of(Duration.between(start, clock.instant()))
                : Optional.empty();
    }

    private Instant start(Way way, Look look, Instant began) {
        boolean connects = look.connected && !way.last.connected;
        if (look.target != way.last.target) {
            return connects && began.isAfter(targetChanged) ? began : targetChanged;
        }
        boolean differs = way.last.converged && !look.converged;
        return connects || differs ? began : way.start;
    }

    void forget(HostId id) {
        ways.remove(id);
    }
}
