package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import io.landbridge.port.out.HostObserver;
import io.landbridge.port.out.HostObserver.Look;
import io.landbridge.port.out.Subscription;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import io.landbridge.status.HostStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last found out about each host, and a word to those who observe. */
final class StatusBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    private final Map<HostId, HostStatus> statuses = new ConcurrentHashMap<>();
    private final List<HostObserver> observers = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final ConvergenceClock convergence;

    StatusBoard(Clock clock) {
        this.clock = clock;
        this.convergence = new ConvergenceClock(clock);
    }

    /** Tells the observer of every look from now on. */
    Subscription observe(HostObserver observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /** What is known of a host; it has not converged if it was not yet compared with that target. */
    HostStatus of(HostId id, long target) {
        HostStatus status = lastOf(id);
        if (!status.converged() || status.target() >= target) {
            return status;
        }
        ImmutableList<Condition> conditions = status.conditions().stream()
                .map(condition -> condition.type() == Type.CONVERGED ? pending() : condition)
                .collect(ImmutableList.toImmutableList());
        return new HostStatus(
                status.target(),
                false,
                conditions,
                status.datapathId(),
                status.ovsVersion(),
                status.flowsDesired(),
                status.flowsInstalled());
    }

    void forget(HostId id) {
        statuses.remove(id);
        convergence.forget(id);
        observers.forEach(observer -> observer.forgotten(id));
    }

    /** Begins a look at a host. */
    StatusReport begin() {
        return new StatusReport(clock.instant());
    }

    /** Notes that hosts are brought to something else from now on. */
    void targetChanged() {
        convergence.targetChanged();
    }

    /** Tells those who observe, then publishes the report; a condition that has not changed keeps its time. */
    void publish(HostId id, long target, StatusReport report) {
        HostStatus before = lastOf(id);
        ImmutableList<Condition> conditions = Arrays.stream(Type.values())
                .map(type -> withTime(before, report.finding(type)))
                .collect(ImmutableList.toImmutableList());
        HostStatus after = new HostStatus(
                target,
                report.finding(Type.CONVERGED).status() == Status.TRUE,
                conditions,
                report.datapathId(),
                report.ovsVersion(),
                report.flowsDesired(),
                report.flowsInstalled());
        tell(id, before, after, report);
        statuses.put(id, after);
    }

    private void tell(HostId id, HostStatus before, HostStatus after, StatusReport report) {
        boolean drift = !report.changes().isEmpty() && convergence.isDrift(id, after.target());
        boolean connected = report.finding(Type.OVSDB_CONNECTED).status() == Status.TRUE;
        Optional<Duration> convergedIn = convergence.take(
                id, new ConvergenceClock.Look(after.target(), connected, after.converged()), report.began());
        Look look =
                new Look(id, before, after, report.changes(), drift, report.failure(), report.isDefect(), convergedIn);
        observers.forEach(observer -> tell(observer, look));
    }

    /** An observer that fails keeps no other from being told, nor the status from being published. */
    private static void tell(HostObserver observer, Look look) {
        try {
            observer.looked(look);
        } catch (RuntimeException defect) {
            LOG.error("{} failed over a look at {}", observer, look.host(), defect);
        }
    }

    private Condition withTime(HostStatus before, StatusReport.Finding found) {
        return before.conditions().stream()
                .filter(old -> old.type() == found.type() && old.status() == found.status())
                .findFirst()
                .map(old -> new Condition(found.type(), found.status(), found.reason(), found.message(), old.since()))
                .orElseGet(() ->
                        new Condition(found.type(), found.status(), found.reason(), found.message(), clock.instant()));
    }

    private Condition pending() {
        return new Condition(
                Type.CONVERGED, Status.UNKNOWN, "Pending", "not compared with the latest intent yet", clock.instant());
    }

    private HostStatus lastOf(HostId id) {
        return statuses.getOrDefault(id, unknown());
    }

    private HostStatus unknown() {
        ImmutableList<Condition> conditions = Arrays.stream(Type.values())
                .map(type -> new Condition(type, Status.UNKNOWN, "NotLookedAt", "not looked at yet", clock.instant()))
                .collect(ImmutableList.toImmutableList());
        return new HostStatus(-1, false, conditions, Optional.empty(), Optional.empty(), 0, 0);
    }
}
