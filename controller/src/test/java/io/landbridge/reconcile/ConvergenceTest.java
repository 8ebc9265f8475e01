package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.event.Event;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostAccess;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.ServicePort;
import io.landbridge.plan.Change;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.status.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the admin asks for is what the devices get, and keep. */
class ConvergenceTest extends ControllerFixture {
    private static final Setting HOST_ACCESS = Setting.key("external_ids", "landbridge-host-access");

    @Test
    void aHostThatIsThereConverges() throws Exception {
        join(1);
        join(2);
        awaitConverged(1);
        assertThat(controller.plans()).isEmpty();
        assertThat(controller.host(Fabrics.id(1)).status().flowsInstalled()).isEqualTo(24);
        assertThat(controller.flows(Fabrics.id(1)))
                .extracting("stage")
                .contains("Classifier", "PeerGuard", "SourceGuard", "Routing", "Delivery");
    }

    @Test
    void aHostThatHasNotJoinedIsShownTheLineToTypeOnIt() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        String line = controller.host(Fabrics.id(1)).joinCommand();
        awaitCondition(1, Condition.Type.OVSDB_CONNECTED, "NotConnected", "run '" + line + "' on the host");
    }

    @Test
    void theHelperIsToldWhatContainersReachOfTheHost() throws Exception {
        join(1);
        Fabric fabric = controller.intent().fabric();
        assertThat(database(1).setting(BRIDGE, HOST_ACCESS)).contains("shut");
        assertThat(database(1).setting(BRIDGE, BridgeCompiler.ALLOWED)).isEmpty();
        Optional<String> generation = database(1).setting(BRIDGE, GENERATION);

        var dns = ImmutableSortedSet.of(ServicePort.parse("53/udp"), ServicePort.parse("53/tcp"));
        controller.setFabric(Fabrics.ADMIN, fabric.with(new HostAccess(HostAccess.Mode.SHUT, dns)));
        helperObeys(1);
        assertThat(database(1).setting(BRIDGE, BridgeCompiler.ALLOWED)).contains("53/tcp,53/udp");
        assertThat(database(1).setting(BRIDGE, GENERATION)).isNotEqualTo(generation);
        assertThat(journal.latest(event -> true, 9))
                .extracting(Event::message)
                .contains("hostAccessAllow nothing -> 53/tcp,53/udp");

        controller.setFabric(Fabrics.ADMIN, fabric.with(HostAccess.OPEN));
        helperObeys(1);
        assertThat(database(1).setting(BRIDGE, HOST_ACCESS)).contains("open");
        assertThat(database(1).setting(BRIDGE, BridgeCompiler.ALLOWED)).isEmpty();
        assertThat(controller.plans()).isEmpty();
    }

    @Test
    void flowsFollowTheNumbersThatTheSwitchHasGiven() throws Exception {
        FakeSwitch switch01 = join(1);
        database(1).grants(Fabric.VETH, new Port(7));
        Eventually.holds(
                "the veth's new number is in the flows", () -> portsOf(switch01).contains(7), this::state);
        awaitConverged(1);
        assertThat(portsOf(switch01)).containsExactly(1, 7);
    }

    /** Not even the number that was asked for: on a bridge that was adopted it may be another port's. */
    @Test
    void aPortThatHasNoNumberIsInNoFlow() throws Exception {
        FakeSwitch switch01 = join(1);
        database(1).grantsNone(Fabric.VETH);
        awaitCondition(1, Condition.Type.FLOWS_IN_SYNC, "NoPortNumber", "a port number to veth_sw0");
        assertThat(isConverged(1)).isFalse();
        assertThat(portsOf(switch01)).containsExactly(1);
        database(1).grants(Fabric.VETH, new Port(2));
        awaitFlows(1, 16);
        assertThat(portsOf(switch01)).containsExactly(1, 2);
        database(1).grantsNone(new InterfaceName("vxlan0"));
        awaitCondition(1, Condition.Type.FLOWS_IN_SYNC, "NoPortNumber", "a port number to vxlan0");
        assertThat(portsOf(switch01)).containsExactly(2);
    }

    @Test
    void aNewPeerCostsEightFlowsOnEachHostAndTwoSmallReadings() throws Exception {
        FakeSwitch switch01 = join(1);
        int reads = switch01.reads();
        int edits = switch01.history().size();
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        awaitFlows(1, 24);
        assertThat(switch01.history().subList(edits, switch01.history().size()))
                .hasSize(8)
                .allMatch(FlowEdit.Add.class::isInstance);
        assertThat(switch01.reads() - reads).isLessThanOrEqualTo(3);
    }

    @Test
    void anotherControllerFindsNothingToDo() throws Exception {
        FakeSwitch switch01 = join(1);
        FakeHostDatabase database01 = database(1);
        int bridgeEdits = database01.history().size();
        int flowEdits = switch01.history().size();
        controller.close();
        controller = controller(NEVER);
        controller.start();
        awaitConverged(1);
        assertThat(database01.history()).hasSize(bridgeEdits);
        assertThat(switch01.history()).hasSize(flowEdits);
    }

    @Test
    void aControllerThatWasClosedHearsNothingMore() throws Exception {
        FakeSwitch switch01 = join(1);
        controller.close();
        int reads = switch01.reads();
        database(1).tamper(BRIDGE, Setting.column("fail_mode"), "standalone");
        switches.connect(DatapathId.of(Fabrics.id(1)));
        assertThat(switch01.reads()).isEqualTo(reads);
        assertThat(databases.listeners() + switches.listeners()).isZero();
    }

    @Test
    void aChangeThatReachesAControllerThatWasClosedIsRefused() throws Exception {
        OverlayController replaced = controller;
        replaced.close();
        controller = controller(NEVER);
        controller.start();
        assertThatThrownBy(() -> replaced.putHost(Fabrics.ADMIN, Fabrics.request(1)))
                .isInstanceOf(UnavailableException.class);
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        assertThat(store.load()).isEqualTo(controller.intent());
    }

    @Test
    void dockerWithAnotherAddressIsNotConvergedAndTheRemedyIsTold() throws Exception {
        join(1);
        database(1).report("landbridge-container-bridge-address", "172.17.0.1/16");
        Eventually.holds("not converged", () -> !isConverged(1), this::state);
        assertThat(controller.host(Fabrics.id(1)).status().conditions())
                .filteredOn(condition -> condition.type() == Condition.Type.HELPER_READY)
                .singleElement()
                .extracting(Condition::message)
                .asString()
                .contains("172.17.0.1/16, not 10.1.0.1/16", "--bip=10.1.0.1/16");
        database(1).report("landbridge-container-bridge-address", "10.1.0.1/16");
        awaitConverged(1);
    }

    @Test
    void aSwitchThatComesBackIsReadAndNotWritten() throws Exception {
        join(1);
        switches.disconnect(DatapathId.of(Fabrics.id(1)));
        Eventually.holds("not converged", () -> !isConverged(1), this::state);
        FakeSwitch again = switches.connect(DatapathId.of(Fabrics.id(1)));
        awaitConverged(1);
        assertThat(again.history()).isEmpty();
    }

    @Test
    void whatAnAdminBreaksInTheDatabaseIsPutBack() throws Exception {
        join(1);
        Setting failMode = Setting.column("fail_mode");
        database(1).tamper(BRIDGE, failMode, "standalone");
        Eventually.holds(
                "secure again", () -> database(1).setting(BRIDGE, failMode).equals(Optional.of("secure")), this::state);
    }

    @Test
    void anAuditFindsFlowsThatWereChangedBehindOurBack() throws Exception {
        controller.close();
        controller = controller(Duration.ofMillis(50));
        controller.start();
        FakeSwitch switch01 = join(1);
        Flow victim = switch01.flows().get(3);
        switch01.apply(ImmutableList.of(new FlowEdit.Delete(victim)));
        Eventually.holds("the flow is back", () -> switch01.flows().contains(victim), this::state);
    }

    @Test
    void aForeignFlowIsReportedAndLeftAlone() throws Exception {
        FakeSwitch switch01 = join(1);
        Flow foreign = new Flow(new FlowKey(0, 7, Match.ALL), new Cookie(0x1234), ImmutableList.of());
        switch01.apply(ImmutableList.of(new FlowEdit.Add(foreign)));
        join(2);
        awaitConverged(1);
        assertThat(switch01.flows()).contains(foreign);
        assertThat(controller.flows(Fabrics.id(1))).last().extracting("stage").isEqualTo("foreign");
        assertThat(controller.plans()).isEmpty();
    }

    @Test
    void aLeavingHostIsForgottenByItsPeersAndUndoneItself() throws Exception {
        FakeSwitch switch01 = join(1);
        join(2);
        awaitFlows(1, 24);
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(2), false);
        awaitFlows(1, 16);
        assertThat(switch01.flows()).hasSize(16);
        Setting state = Setting.key("external_ids", "landbridge-state");
        Eventually.holds(
                "the helper is told",
                () -> database(2).setting(BRIDGE, state).equals(Optional.of("leaving")),
                this::state);
        assertThat(database(2).history()).noneMatch(BridgeEdit.Remove.class::isInstance);
        helperObeys(2);
        Eventually.holds(
                "forgotten", () -> controller.intent().host(Fabrics.id(2)).isEmpty(), this::state);
        assertThat(database(2).state().exists()).isFalse();
    }

    @Test
    void aBridgeBuiltByHandStaysWhenItsHostLeaves() throws Exception {
        Row tunnel = new Row(Table.INTERFACE, "vxlan0");
        Setting remote = Setting.key("options", "remote_ip");
        Row ownInterface = new Row(Table.INTERFACE, "ovs_sw0");
        Setting mtu = Setting.column("mtu_request");
        BridgeState byHand = new BridgeState(ImmutableSortedMap.of(
                BRIDGE,
                ImmutableSortedMap.of(),
                new Row(Table.PORT, "ovs_sw0"),
                ImmutableSortedMap.of(),
                ownInterface,
                ImmutableSortedMap.of(),
                new Row(Table.PORT, "vxlan0"),
                ImmutableSortedMap.of(),
                tunnel,
                ImmutableSortedMap.of(remote, "192.168.10.164")));
        connectDatabase(1);
        database(1).build(byHand);
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        FakeSwitch switch01 = switches.connect(DatapathId.of(Fabrics.id(1)));
        helperObeys(1);
        assertThat(database(1).setting(tunnel, remote)).contains("flow");
        assertThat(database(1).setting(ownInterface, mtu)).contains("1450");
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), false);
        Setting state = Setting.key("external_ids", "landbridge-state");
        Eventually.holds("told", () -> database(1).setting(BRIDGE, state).equals(Optional.of("leaving")), this::state);
        assertThat(database(1).setting(ownInterface, mtu))
                .as("asked for, the MTU would not follow the ports' any more")
                .isEmpty();
        assertThat(controller.plan(Fabrics.id(1)).changes())
                .contains(new Change.OfBridge(
                        new BridgeEdit.Set(tunnel, remote, Optional.of("flow"), "192.168.10.164"),
                        "the host is leaving the fabric"));
        database(1)
                .report(
                        "landbridge-helper-generation",
                        database(1).setting(BRIDGE, GENERATION).orElseThrow());
        Eventually.holds(
                "forgotten", () -> controller.intent().host(Fabrics.id(1)).isEmpty(), this::state);
        assertThat(database(1).state()).isEqualTo(byHand);
        assertThat(switch01.flows()).isEmpty();
    }

    /** The ports that a switch's flows take packets from or send them to, but for the bridge's own. */
    private static SortedSet<Integer> portsOf(FakeSwitch bridge) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (Flow flow : bridge.flows()) {
            flow.actions().stream()
                    .filter(Action.Output.class::isInstance)
                    .forEach(output -> ports.add(((Action.Output) output).port().number()));
            Optional.ofNullable(flow.key().match().fields().get(Field.IN_PORT))
                    .ifPresent(in -> ports.add((int) in.value()));
        }
        ports.remove(Port.LOCAL.number());
        return ports;
    }

    private void awaitCondition(int number, Condition.Type type, String reason, String words) {
        Eventually.holds(
                type + " " + reason,
                () -> controller.hosts().stream()
                        .filter(view -> view.host().id().equals(Fabrics.id(number)))
                        .flatMap(view -> view.status().conditions().stream())
                        .anyMatch(found -> found.type() == type
                                && found.reason().equals(reason)
                                && found.message().contains(words)),
                this::state);
    }
}
