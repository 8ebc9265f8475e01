package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.bridge.Adoption;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.UnreadableNoteException;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.plan.BridgePlanner;
import io.landbridge.plan.Change;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.status.Condition.Type;
import java.io.IOException;
import java.util.Optional;

/**
 * Undoes on a host what joining did: the helper is told and undoes its part, then the bridge goes, or gets back the
 * shape it had before, then the host is forgotten.
 */
final class Departure {
    private final Intents intents;
    private final DesiredState desiredState;
    private final FlowSync flowSync;
    private final Switches switches;

    Departure(Intents intents, DesiredState desiredState, FlowSync flowSync, Switches switches) {
        this.intents = intents;
        this.desiredState = desiredState;
        this.flowSync = flowSync;
        this.switches = switches;
    }

    /** Goes one step; the next one follows when the host has changed. */
    Outcome step(Target target, Host host, HostDatabase database, Facts facts, StatusReport report) {
        report.fails(Type.BRIDGE_READY, "Leaving", host.id() + " is on its way out of the fabric");
        try {
            return next(target, host, database, facts);
        } catch (DeviceException failure) {
            report.fails(Type.BRIDGE_READY, failure);
            return new Outcome.Retry(failure.getMessage());
        } catch (UnreadableNoteException unreadable) {
            report.fails(Type.BRIDGE_READY, "FormerShapeUnreadable", unreadable.getMessage());
            return new Outcome.Blocked(unreadable.getMessage());
        } catch (IOException failure) {
            return new Outcome.Retry(String.valueOf(failure.getMessage()));
        }
    }

    private Outcome next(Target target, Host host, HostDatabase database, Facts facts)
            throws DeviceException, IOException {
        Intent intent = target.intent();
        if (!isOurs(intent, host, facts.bridge())) {
            intents.update(current ->
                    current.host(host.id()).equals(Optional.of(host)) ? current.without(host.id()) : current);
            return new Outcome.Gone();
        }
        BridgeState desired = desiredState.bridge(target, host, facts);
        ImmutableList<BridgeEdit> instructions = ImmutableList.<BridgeEdit>builder()
                .addAll(helperInstructions(desired, facts.bridge()))
                .addAll(Adoption.undoAhead(facts.bridge(), desired))
                .build();
        HelperReport helper = HelperReport.of(facts, desired);
        if (!instructions.isEmpty() && helper.isPresent()) {
            database.apply(intent.fabric().bridge(), instructions);
            return new Outcome.Applied(instructions.size());
        }
        if (helper.isPresent() && !helper.isDone()) {
            return new Outcome.Blocked("the helper has not undone its part yet");
        }
        if (Adoption.isAdopted(facts.bridge())) {
            removeFlows(host);
        }
        ImmutableList<BridgeEdit> undo = Adoption.undo(facts.bridge(), desired);
        database.apply(intent.fabric().bridge(), undo);
        return new Outcome.Applied(undo.size());
    }

    /** A bridge that stays keeps no flow of ours; where its switch is away, the flows go with the controller's target. */
    private void removeFlows(Host host) throws DeviceException {
        Optional<Switch> connection = switches.find(DatapathId.of(host.id()));
        if (connection.isPresent()) {
            flowSync.bringForward(host.id(), connection.get(), ImmutableMap.of());
        }
    }

    private static boolean isOurs(Intent intent, Host host, BridgeState bridge) {
        return Optional.ofNullable(bridge.rows().get(bridgeRow(intent)))
                .map(settings -> settings.get(BridgeCompiler.HOST))
                .equals(Optional.of(host.id().value()));
    }

    private static ImmutableList<BridgeEdit> helperInstructions(BridgeState desired, BridgeState actual) {
        return BridgePlanner.diff(desired, actual).stream()
                .map(Change.OfBridge::edit)
                .filter(edit -> edit instanceof BridgeEdit.Set set
                        && set.setting().column().equals(BridgeCompiler.HOST.column()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Row bridgeRow(Intent intent) {
        return new Row(Table.BRIDGE, intent.fabric().bridge().value());
    }
}
