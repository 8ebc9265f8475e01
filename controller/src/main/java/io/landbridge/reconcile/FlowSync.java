package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.HostId;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.plan.Change;
import io.landbridge.plan.FlowPlanner;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.Switches.Switch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Keeps a switch's flows as they should be. It reads what may have changed and nothing else: all flows of a new
 * connection, at an audit, and when their number is not what it should be; else only the groups that the change is about.
 */
final class FlowSync {
    /** Up to that many groups are read one by one; above, one request for all flows is cheaper. */
    private static final int FEW = 4;

    private final Map<HostId, FlowLedger> ledgers = new ConcurrentHashMap<>();
    private final Duration auditInterval;
    private final Clock clock;

    FlowSync(Duration auditInterval, Clock clock) {
        this.auditInterval = auditInterval;
        this.clock = clock;
    }

    void forget(HostId id) {
        ledgers.remove(id);
    }

    /** How many of a host's flows were read back just as they should be. */
    int verifiedFlows(HostId id) {
        FlowLedger ledger = ledgers.get(id);
        return ledger == null ? 0 : ledger.flows();
    }

    /**
     * Reads, compares and changes what differs.
     *
     * @return what was changed; empty only if all were read back as desired
     */
    ImmutableList<Change.OfFlow> bringForward(HostId id, Switch connection, ImmutableMap<Cookie, FlowGroup> desired)
            throws DeviceException {
        FlowLedger ledger = ledgers.compute(
                id, (key, old) -> old != null && old.isOf(connection) ? old : new FlowLedger(connection));
        Set<Cookie> suspects = ledger.unverified(desired);
        ImmutableList<Change.OfFlow> changes;
        if (suspects.size() > FEW || auditIsDue(ledger) || (suspects.isEmpty() && someAreMissing(connection, ledger))) {
            changes = FlowPlanner.diff(desired.values(), read(connection, Cookie.OURS));
            if (changes.isEmpty()) {
                ledger.verifyAll(desired, nextAudit());
            }
        } else {
            changes = diffOf(suspects, connection, desired);
            if (changes.isEmpty()) {
                ledger.verify(suspects, desired);
            }
        }
        if (!changes.isEmpty()) {
            ledger.doubt(Sets.union(suspects, cookies(changes)));
            connection.apply(changes.stream().map(Change.OfFlow::edit).toList());
        }
        return changes;
    }

    /** What would change now; nothing is remembered of the reading. */
    static ImmutableList<Change.OfFlow> plan(Switch connection, ImmutableMap<Cookie, FlowGroup> desired)
            throws DeviceException {
        return FlowPlanner.diff(desired.values(), read(connection, Cookie.OURS));
    }

    private static ImmutableList<Change.OfFlow> diffOf(
            Set<Cookie> suspects, Switch connection, ImmutableMap<Cookie, FlowGroup> desired) throws DeviceException {
        List<FlowGroup> groups = new ArrayList<>();
        List<Flow> installed = new ArrayList<>();
        for (Cookie cookie : suspects) {
            FlowGroup group = desired.get(cookie);
            if (group != null) {
                groups.add(group);
            }
            installed.addAll(read(connection, CookieFilter.exactly(cookie)));
        }
        return FlowPlanner.diff(groups, installed);
    }

    private static Set<Cookie> cookies(List<Change.OfFlow> changes) {
        return changes.stream().map(change -> change.edit().flow().cookie()).collect(Collectors.toSet());
    }

    private static List<Flow> read(Switch connection, CookieFilter filter) throws DeviceException {
        List<Flow> flows =
                connection.read(filter).stream().map(InstalledFlow::flow).toList();
        for (Flow flow : flows) {
            if (flow.cookie().version() > FlowCompiler.VERSION) {
                throw new DeviceException(
                        Kind.REFUSED,
                        NewerPipeline.refusal(
                                "the switch has flows", flow.cookie().version()));
            }
        }
        return flows;
    }

    private boolean auditIsDue(FlowLedger ledger) {
        return !ledger.nextAudit().isAfter(clock.instant());
    }

    /** Half the interval to all of it, so that hosts that converged together are not all read at once. */
    private Instant nextAudit() {
        long most = auditInterval.toMillis();
        return clock.instant().plusMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    /** Whether there are more or fewer flows with our mark than were read back. */
    private static boolean someAreMissing(Switch connection, FlowLedger ledger) throws DeviceException {
        return connection.count(Cookie.OURS) != ledger.flows();
    }
}
