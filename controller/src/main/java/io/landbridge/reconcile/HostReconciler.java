package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.flow.Cookie;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.plan.BridgePlanner;
import io.landbridge.plan.Change;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.status.Condition.Type;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one host one step nearer to what the intent asks for. It looks at the host as it is, never at what happened to
 * it, so it does not matter which event led here or how many were missed.
 */
final class HostReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(HostReconciler.class);

    private final Intents intents;
    private final HostDatabases databases;
    private final Switches switches;
    private final DesiredState desiredState;
    private final FlowSync flowSync;
    private final StatusBoard board;
    private final Departure departure;
    private final UnderlayObserver underlay;
    private final RolloverDriver rollovers;

    HostReconciler(
            Intents intents,
            HostDatabases databases,
            Switches switches,
            DesiredState desiredState,
            FlowSync flowSync,
            StatusBoard board) {
        this.intents = intents;
        this.databases = databases;
        this.switches = switches;
        this.desiredState = desiredState;
        this.flowSync = flowSync;
        this.board = board;
        this.departure = new Departure(intents, desiredState, flowSync, switches);
        this.underlay = new UnderlayObserver(intents);
        this.rollovers = new RolloverDriver(intents);
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
        StatusReport report = board.begin();
        Outcome outcome = attempt(intent, host.get(), report);
        conclude(intent, host.get(), outcome, report);
        board.publish(id, intent.revision(), report);
        if (outcome instanceof Outcome.Retry retry) {
            LOG.warn("{}: {}; trying again", id, retry.cause());
        }
        return advanceRollover(outcome);
    }

    private Outcome advanceRollover(Outcome outcome) {
        try {
            rollovers.advance();
            return outcome;
        } catch (IOException unstored) {
            return new Outcome.Retry("the next phase of a change could not be stored: " + unstored.getMessage());
        }
    }

    private Outcome attempt(Intent intent, Host host, StatusReport report) {
        Optional<HostDatabase> database = databases.find(host.id());
        if (database.isEmpty()) {
            report.fails(Type.OVSDB_CONNECTED, "NotConnected", howToConnect(host));
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
        if (!host.isJoined()) {
            return departure.step(intent, host, database.get(), facts, report);
        }
        underlay.observe(host.id(), facts);
        HelperReport.of(facts, desiredState.bridge(intent, host, facts)).tell(host, report);
        Fitness.tell(facts, report);
        int bridgeChanges;
        int flowChanges;
        try {
            bridgeChanges = bringBridgeForward(intent, host, database.get(), facts, report);
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
            flowChanges = bringFlowsForward(host, connection.get(), desiredState.flows(intent, host, facts), report);
        } catch (DeviceException failure) {
            report.fails(Type.FLOWS_IN_SYNC, failure);
            return new Outcome.Retry(failure.getMessage());
        }
        int changes = bridgeChanges + flowChanges;
        return changes > 0 ? new Outcome.Applied(changes) : new Outcome.Converged();
    }

    private int bringBridgeForward(Intent intent, Host host, HostDatabase database, Facts facts, StatusReport report)
            throws DeviceException {
        BridgeState desired = desiredState.bridge(intent, host, facts);
        ImmutableList<Change.OfBridge> changes = BridgePlanner.diff(desired, facts.bridge());
        if (changes.isEmpty()) {
            report.bridge(DatapathId.of(host.id()));
            if (!facts.isCarriedOut()) {
                report.fails(
                        Type.BRIDGE_READY,
                        "NotCarriedOut",
                        "Open vSwitch has not carried out its configuration yet: does ovs-vswitchd run?");
            } else if (facts.errors().isEmpty()) {
                report.holds(Type.BRIDGE_READY, "AsDesired", "the bridge and its ports are as they should be");
            } else {
                report.fails(Type.BRIDGE_READY, "PortError", facts.errors().toString());
            }
            return 0;
        }
        report.fails(Type.BRIDGE_READY, "Configuring", changes.size() + " settings of the bridge are being made");
        List<BridgeEdit> edits = changes.stream().map(Change.OfBridge::edit).toList();
        database.apply(intent.fabric().bridge(), edits);
        report.changed(changes);
        return edits.size();
    }

    private int bringFlowsForward(
            Host host, Switch connection, ImmutableMap<Cookie, FlowGroup> desired, StatusReport report)
            throws DeviceException {
        ImmutableList<Change.OfFlow> changes = flowSync.bringForward(host.id(), connection, desired);
        report.changed(changes);
        int count = desired.values().stream()
                .mapToInt(group -> group.rules().size())
                .sum();
        report.flows(count, flowSync.verifiedFlows(host.id()));
        if (changes.isEmpty()) {
            report.holds(Type.FLOWS_IN_SYNC, "AsDesired", count + " flows are as they should be");
        } else {
            report.fails(
                    Type.FLOWS_IN_SYNC, "Changing", changes.size() + " flows were changed and are to be read back");
        }
        return changes.size();
    }

    /**
     * Converged is the last condition: it holds if all that are required do, and what they compare with is the end of a
     * change.
     */
    private void conclude(Intent intent, Host host, Outcome outcome, StatusReport report) {
        var failure = report.firstFailure();
        if (failure.isPresent() || !(outcome instanceof Outcome.Converged)) {
            report.fails(
                    Type.CONVERGED,
                    failure.map(found -> "No" + found.type().label()).orElse("Changing"),
                    failure.map(StatusReport.Finding::message).orElse("changes are to be read back"));
            return;
        }
        rollovers.isInSync(host.id(), intent.revision());
        intent.rollover()
                .ifPresentOrElse(
                        change -> report.fails(Type.CONVERGED, "Rollover", rollovers.progress(intent, change)),
                        () -> report.holds(Type.CONVERGED, "AsDesired", "the host is as it should be"));
    }

    private static String howToConnect(Host host) {
        return host.ovsdb()
                .map(endpoint -> "nothing answers at " + endpoint + ": is it open for the controller's address?")
                .orElse("the host has not dialled the controller: run 'landbridge-host join CONTROLLER --name "
                        + host.id() + "' on it");
    }
}
