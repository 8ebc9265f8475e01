package io.landbridge.reconcile;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.admission.Conflict;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.flow.Cookie;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.JoinCommand;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.plan.BridgePlanner;
import io.landbridge.plan.Change;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one host one step nearer to what the intent asks for. It looks at the host as it is, never at what happened to
 * it, so it does not matter which event led here or how many were missed.
 */
final class HostReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(HostReconciler.class);

    private final Intents intents;
    private final Observations observations;
    private final HostDatabases databases;
    private final Switches switches;
    private final DesiredState desiredState;
    private final FlowSync flowSync;
    private final StatusBoard board;
    private final Departure departure;
    private final UnderlayObserver underlay;
    private final RolloverDriver rollovers;
    private final Function<HostId, Optional<Conflict>> conflicts;

    HostReconciler(
            Intents intents,
            Observations observations,
            HostDatabases databases,
            Switches switches,
            DesiredState desiredState,
            FlowSync flowSync,
            StatusBoard board,
            Function<HostId, Optional<Conflict>> conflicts) {
        this.intents = intents;
        this.observations = observations;
        this.databases = databases;
        this.switches = switches;
        this.desiredState = desiredState;
        this.flowSync = flowSync;
        this.board = board;
        this.departure = new Departure(intents, desiredState, flowSync, switches);
        this.underlay = new UnderlayObserver(observations);
        this.rollovers = new RolloverDriver(
                intents, observations, id -> conflicts.apply(id).isPresent());
        this.conflicts = conflicts;
    }

    /** Looks at the host, changes what differs, and publishes what it found. */
    Outcome reconcile(HostId id) {
        Intent intent = intents.current();
        Optional<Host> host = intent.host(id);
        if (host.isEmpty()) {
            flowSync.forget(id);
            board.forget(id);
            rollovers.forget(id);
            return new Outcome.Gone();
        }
        Target target = observations.target(intent);
        StatusReport report = board.begin();
        tellConflict(id, report);
        Outcome outcome = look(target, host.get(), report);
        board.publish(id, target.number(), report);
        if (outcome instanceof Outcome.Retry retry) {
            LOG.warn("{}: {}; trying again", id, retry.cause());
        }
        return advanceRollover(outcome);
    }

    /** Whatever fails, the report says so: what was found before the failure, and nothing of the time before. */
    private Outcome look(Target target, Host host, StatusReport report) {
        try {
            Outcome outcome = attempt(target, host, report);
            conclude(target, host, outcome, report);
            return outcome;
        } catch (RuntimeException | Error defect) {
            LOG.error("{} could not be looked at", host.id(), defect);
            report.defect(defect);
            return new Outcome.Retry(defect.toString());
        }
    }

    private Outcome advanceRollover(Outcome outcome) {
        try {
            rollovers.advance();
            return outcome;
        } catch (IOException unstored) {
            return new Outcome.Retry("the next phase of a change could not be stored: " + unstored.getMessage());
        }
    }

    /** The host that is kept is as good as any; who is refused is told of. */
    private void tellConflict(HostId id, StatusReport report) {
        conflicts
                .apply(id)
                .ifPresentOrElse(
                        conflict -> report.holds(Type.IDENTITY_CONFLICT, "TwoMachines", conflict.message()),
                        () -> report.fails(
                                Type.IDENTITY_CONFLICT, "OneMachine", "no other machine says that it is this host"));
    }

    private Outcome attempt(Target target, Host host, StatusReport report) {
        Intent intent = target.intent();
        Optional<HostDatabase> database = databases.find(host.id());
        if (database.isEmpty()) {
            report.fails(Type.OVSDB_CONNECTED, "NotConnected", howToConnect(intent, host));
            return new Outcome.Blocked("not connected over OVSDB");
        }
        report.holds(Type.OVSDB_CONNECTED, "Connected", "connected over OVSDB");
        Facts facts;
        try {
            facts = database.get().read(intent.fabric().bridge());
        } catch (DeviceException failure) {
            report.fails(Type.BRIDGE_READY, failure);
            return new Outcome.Retry(failure.getMessage());
        }
        report.ovsVersion(facts.ovsVersion());
        Optional<String> newer = NewerPipeline.on(facts.bridge());
        if (newer.isPresent()) {
            report.refuses(newer.get());
            return new Outcome.Blocked(newer.get());
        }
        return host.isJoined()
                ? bringForward(target, host, database.get(), facts, report)
                : departure.step(target, host, database.get(), facts, report);
    }

    private Outcome bringForward(Target target, Host host, HostDatabase database, Facts facts, StatusReport report) {
        Intent intent = target.intent();
        HelperReport helper = HelperReport.of(facts, desiredState.bridge(target, host, facts));
        helper.tell(host, report);
        PortErrors errors = PortErrors.of(facts, intent.fabric());
        Fitness.tell(facts, underlay.observe(target.mtu(), host.id(), facts), errors.foreign(), report);
        int bridgeChanges;
        int flowChanges;
        try {
            bridgeChanges = bringBridgeForward(target, host, database, facts, errors, report);
        } catch (DeviceException failure) {
            report.fails(Type.BRIDGE_READY, failure);
            return new Outcome.Retry(failure.getMessage());
        }
        Optional<Switch> connection = switches.find(DatapathId.of(host.id()));
        if (connection.isEmpty()) {
            report.fails(
                    Type.OPEN_FLOW_CONNECTED,
                    "NotConnected",
                    "the switch has not dialled the controller's OpenFlow port");
            return bridgeChanges > 0
                    ? new Outcome.Applied(bridgeChanges)
                    : new Outcome.Blocked("no OpenFlow connection");
        }
        report.holds(Type.OPEN_FLOW_CONNECTED, "Connected", "connected over OpenFlow");
        try {
            flowChanges = bringFlowsForward(intent, host, connection.get(), facts, report);
        } catch (DeviceException failure) {
            report.fails(Type.FLOWS_IN_SYNC, failure);
            return new Outcome.Retry(failure.getMessage());
        }
        int changes = bridgeChanges + flowChanges;
        report.phaseDone(changes == 0
                && report.finding(Type.BRIDGE_READY).status() == Status.TRUE
                && (!RolloverDriver.needsHelper(intent, host.id()) || !helper.isPresent() || helper.isDone()));
        return changes > 0 ? new Outcome.Applied(changes) : new Outcome.Converged();
    }

    private int bringBridgeForward(
            Target target, Host host, HostDatabase database, Facts facts, PortErrors errors, StatusReport report)
            throws DeviceException {
        BridgeState desired = desiredState.bridge(target, host, facts);
        ImmutableList<Change.OfBridge> changes = BridgePlanner.diff(desired, facts.bridge());
        if (changes.isEmpty()) {
            report.bridge(DatapathId.of(host.id()));
            if (!facts.isCarriedOut()) {
                report.fails(
                        Type.BRIDGE_READY,
                        "NotCarriedOut",
                        "Open vSwitch has not carried out its configuration yet: does ovs-vswitchd run?");
            } else if (errors.ours().isEmpty()) {
                report.holds(Type.BRIDGE_READY, "AsDesired", "the bridge and its ports are as they should be");
            } else {
                report.fails(Type.BRIDGE_READY, "PortError", errors.ours().orElseThrow());
            }
            return 0;
        }
        report.fails(Type.BRIDGE_READY, "Configuring", changes.size() + " settings of the bridge are being made");
        List<BridgeEdit> edits = changes.stream().map(Change.OfBridge::edit).toList();
        database.apply(target.intent().fabric().bridge(), edits);
        report.changed(changes);
        return edits.size();
    }

    private int bringFlowsForward(Intent intent, Host host, Switch connection, Facts facts, StatusReport report)
            throws DeviceException {
        ImmutableMap<Cookie, FlowGroup> desired = desiredState.flows(intent, host, facts);
        ImmutableList<InterfaceName> withoutNumber = DesiredState.withoutNumber(intent, host, facts);
        ImmutableList<Change.OfFlow> changes = flowSync.bringForward(host.id(), connection, desired);
        report.changed(changes);
        int count = desired.values().stream()
                .mapToInt(group -> group.rules().size())
                .sum();
        report.flows(count, flowSync.verifiedFlows(host.id()));
        if (!changes.isEmpty()) {
            report.fails(
                    Type.FLOWS_IN_SYNC, "Changing", changes.size() + " flows were changed and are to be read back");
        } else if (withoutNumber.isEmpty()) {
            report.holds(Type.FLOWS_IN_SYNC, "AsDesired", count + " flows are as they should be");
        } else {
            report.fails(
                    Type.FLOWS_IN_SYNC,
                    "NoPortNumber",
                    count
                            + " flows are as they should be; the others wait until Open vSwitch has given a port number to "
                            + Joiner.on(", ").join(withoutNumber));
        }
        return changes.size();
    }

    /**
     * Converged is the last condition: it holds if all that are required do, and what they compare with is the end of a
     * change.
     */
    private void conclude(Target target, Host host, Outcome outcome, StatusReport report) {
        if (report.isPhaseDone()) {
            rollovers.isInSync(host.id(), target.number());
        }
        var failure = report.firstFailure();
        if (failure.isPresent() || !(outcome instanceof Outcome.Converged)) {
            report.fails(
                    Type.CONVERGED,
                    failure.map(found -> "No" + found.type().label()).orElse("Changing"),
                    failure.map(StatusReport.Finding::message).orElse("changes are to be read back"));
            return;
        }
        Intent intent = target.intent();
        intent.rollover()
                .ifPresentOrElse(
                        change -> report.fails(Type.CONVERGED, "Rollover", rollovers.progress(intent, change)),
                        () -> report.holds(Type.CONVERGED, "AsDesired", "the host is as it should be"));
    }

    private static String howToConnect(Intent intent, Host host) {
        String missing = host.ovsdb()
                .map(endpoint -> "nothing answers at " + endpoint + ": let the controller's address in there, and")
                .orElse("the host has not dialled the controller:");
        return missing + " run '" + JoinCommand.of(intent, host) + "' on the host";
    }
}
