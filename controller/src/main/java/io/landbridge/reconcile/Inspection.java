package io.landbridge.reconcile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.landbridge.bridge.Adoption;
import io.landbridge.bridge.UnreadableNoteException;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.pipeline.FlowRule;
import io.landbridge.pipeline.Stage;
import io.landbridge.plan.BridgePlanner;
import io.landbridge.plan.Change;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.FlowView;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at hosts for people: reads afresh, compares, explains, changes nothing. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);
    private static final String FOREIGN = "foreign";
    private static final Comparator<FlowView> BY_STAGE = Comparator.<FlowView, Boolean>comparing(
                    view -> view.stage().equals(FOREIGN))
            .thenComparing(view -> view.installed().flow().key().table())
            .thenComparing(view -> -view.installed().flow().key().priority())
            .thenComparing(view -> view.installed().flow().key().match().toString());

    private final HostDatabases databases;
    private final Switches switches;
    private final DesiredState desiredState;

    Inspection(HostDatabases databases, Switches switches, DesiredState desiredState) {
        this.databases = databases;
        this.switches = switches;
        this.desiredState = desiredState;
    }

    /** What the reconciler would do next to the host; a host that cannot be compared spoils no other's plan. */
    Plan plan(Target target, Host host) {
        try {
            return compare(target, host);
        } catch (UnreadableNoteException unreadable) {
            return unknown(host, unreadable.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("no plan could be made for {}", host.id(), defect);
            return unknown(host, "Landbridge failed, data/log/karaf.log has the details: " + defect);
        }
    }

    private static Plan unknown(Host host, String why) {
        return new Plan(host.id(), ImmutableList.of(), Optional.of(why));
    }

    private Plan compare(Target target, Host host) {
        Intent intent = target.intent();
        InterfaceName bridge = intent.fabric().bridge();
        Optional<Facts> facts;
        try {
            facts = read(host, bridge);
        } catch (DeviceException failure) {
            return new Plan(
                    host.id(),
                    ImmutableList.of(),
                    Optional.of("its database could not be read: " + failure.getMessage()));
        }
        if (facts.isEmpty()) {
            return unknown(host, "not connected over OVSDB, so not read");
        }
        Optional<String> newer = NewerPipeline.on(facts.get().bridge());
        if (newer.isPresent()) {
            return unknown(host, newer.get());
        }
        if (!host.isJoined()) {
            return new Plan(host.id(), removal(target, host, facts.get()), Optional.empty());
        }
        ImmutableList.Builder<Change> changes = ImmutableList.builder();
        changes.addAll(BridgePlanner.diff(
                desiredState.bridge(target, host, facts.get()), facts.get().bridge()));
        Optional<Switch> connection = switches.find(DatapathId.of(host.id()));
        if (connection.isEmpty()) {
            return new Plan(
                    host.id(), changes.build(), Optional.of("not connected over OpenFlow, so flows were not read"));
        }
        try {
            changes.addAll(FlowSync.plan(connection.get(), desiredState.flows(intent, host, facts.get())));
            return new Plan(host.id(), changes.build(), Optional.empty());
        } catch (DeviceException failure) {
            return new Plan(
                    host.id(), changes.build(), Optional.of("flows could not be read: " + failure.getMessage()));
        }
    }

    /** Every flow of the host's switch, with why it is there. */
    ImmutableList<FlowView> flows(Intent intent, Host host) throws DeviceException {
        Switch connection = switches.find(DatapathId.of(host.id()))
                .orElseThrow(() -> new DeviceException(
                        DeviceException.Kind.DISCONNECTED, host.id() + " is not connected over OpenFlow"));
        ImmutableMap<Cookie, FlowGroup> desired = read(host, intent.fabric().bridge())
                .map(facts -> desiredState.flows(intent, host, facts))
                .orElse(ImmutableMap.of());
        return connection.read(CookieFilter.ALL).stream()
                .map(flow -> explain(flow, intent, desired))
                .sorted(BY_STAGE)
                .collect(ImmutableList.toImmutableList());
    }

    private Optional<Facts> read(Host host, InterfaceName bridge) throws DeviceException {
        Optional<HostDatabase> database = databases.find(host.id());
        return database.isPresent() ? Optional.of(database.get().read(bridge)) : Optional.empty();
    }

    private static FlowView explain(InstalledFlow installed, Intent intent, ImmutableMap<Cookie, FlowGroup> desired) {
        Cookie cookie = installed.flow().cookie();
        Optional<Stage> stage = Stage.ofTable(installed.flow().key().table());
        if (!cookie.isOurs() || stage.isEmpty()) {
            return new FlowView(
                    FOREIGN, "Not made by Landbridge, and left alone", "unknown", Optional.empty(), installed);
        }
        Optional<FlowRule> rule = Optional.ofNullable(desired.get(cookie))
                .map(group -> group.rules().get(installed.flow().key()));
        return new FlowView(
                stage.get().label(),
                stage.get().purpose(),
                rule.map(FlowRule::reason).orElse("left over"),
                rule.flatMap(wanted -> FlowCompiler.origin(intent, cookie)),
                installed);
    }

    private ImmutableList<Change> removal(Target target, Host host, Facts facts) {
        return Adoption.undo(facts.bridge(), desiredState.bridge(target, host, facts)).stream()
                .map(edit -> new Change.OfBridge(edit, "the host is leaving the fabric"))
                .collect(ImmutableList.toImmutableList());
    }
}
