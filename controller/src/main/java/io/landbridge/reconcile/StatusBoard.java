package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import io.landbridge.port.in.Condition;
import io.landbridge.port.in.Condition.Status;
import io.landbridge.port.in.Condition.Type;
import io.landbridge.port.in.HostStatus;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was last found out about each host. */
final class StatusBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    private final Map<HostId, HostStatus> statuses = new ConcurrentHashMap<>();
    private final Clock clock;

    StatusBoard(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a host; it has not converged if it was not yet compared with that revision of the intent. */
    HostStatus of(HostId id, long revision) {
        HostStatus status = lastOf(id);
        if (!status.converged() || status.revision() >= revision) {
            return status;
        }
        ImmutableList<Condition> conditions = status.conditions().stream()
                .map(condition -> condition.type() == Type.CONVERGED ? pending() : condition)
                .collect(ImmutableList.toImmutableList());
        return new HostStatus(
                status.revision(),
                false,
                conditions,
                status.datapathId(),
                status.ovsVersion(),
                status.flowsDesired(),
                status.flowsInstalled());
    }

    void forget(HostId id) {
        statuses.remove(id);
    }

    /** Publishes a report; a condition that has not changed keeps its time. */
    void publish(HostId id, long revision, StatusReport report) {
        HostStatus before = lastOf(id);
        ImmutableList<Condition> conditions = Arrays.stream(Type.values())
                .map(type -> withTime(before, report.finding(type)))
                .collect(ImmutableList.toImmutableList());
        boolean converged = report.finding(Type.CONVERGED).status() == Status.TRUE;
        if (converged != before.converged()) {
            LOG.info(
                    "{} {}: {}",
                    id,
                    converged ? "has converged" : "is not converged any more",
                    report.finding(Type.CONVERGED).message());
        }
        statuses.put(
                id,
                new HostStatus(
                        revision,
                        converged,
                        conditions,
                        report.datapathId(),
                        report.ovsVersion(),
                        report.flowsDesired(),
                        report.flowsInstalled()));
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
