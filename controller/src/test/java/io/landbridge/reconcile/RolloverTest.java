package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.flow.Action.SetField;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Rollover;
import io.landbridge.model.Rollover.Phase;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
import io.landbridge.port.in.ConflictException;
import io.landbridge.status.Condition;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VXLAN parameters change in phases, and no phase begins before every host that may carry packets is in the last. */
class RolloverTest extends ControllerFixture {
    private static final Row TUNNEL = new Row(Table.INTERFACE, "vxlan0");
    private static final Row SPARE = new Row(Table.INTERFACE, Fabric.SPARE_TUNNEL_PORT.value());
    private static final Setting UDP_PORT = Setting.key("options", "dst_port");

    @BeforeEach
    void joinTwoHosts() throws IOException {
        join(1);
        join(2);
        awaitFlows(1, 24);
        awaitFlows(2, 24);
    }

    @Test
    void anotherVniAndPortGoThroughTheWholeFabric() throws Exception {
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4790));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
        assertThat(flowsWithVni(1, 200)).isEqualTo(4);
        assertThat(flowsWithVni(1, 1)).isZero();
        assertThat(database(1).setting(TUNNEL, UDP_PORT)).contains("4790");
        assertThat(database(1).state().rows()).doesNotContainKey(SPARE);
        assertThat(controller.plans()).isEmpty();
    }

    @Test
    void whileAHostIsOutOfReachTheOthersOnlyAccept() throws Exception {
        switches.disconnect(DatapathId.of(Fabrics.id(2)));
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        Eventually.holds("accepted", () -> flowsWithVni(1, 200) == 4, this::state);
        Eventually.holds("says so", () -> convergedMessage(1).contains("waiting for docker02"), this::state);
        assertThat(flowsWithVni(1, 1)).isEqualTo(4);
        assertThat(sent(1)).containsOnly(1L);
        switches.connect(DatapathId.of(Fabrics.id(2)));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(sent(1)).containsOnly(200L);
    }

    @Test
    void whileASwitchDaemonIsLateTheOthersOnlyAccept() throws Exception {
        database(2).daemonRuns(false);
        controller.setFabric(Fabrics.ADMIN, fabric(1, 4790));
        Eventually.holds("says so", () -> convergedMessage(2).contains("does ovs-vswitchd run?"), this::state);
        Eventually.holds("accepted", () -> database(1).state().rows().containsKey(SPARE), this::state);
        assertThat(controller.intent().rollover()).map(Rollover::phase).contains(Phase.ACCEPT);
        database(2).daemonRuns(true);
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
    }

    @Test
    void aHostThatWasNeverThereIsNotWaitedFor() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(3));
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
    }

    @Test
    void anotherVtepGoesThroughTheFabricAndThePortFollows() throws Exception {
        Ipv4Address vtep = Ipv4Address.parse("192.168.20.1");
        controller.putHost(
                Fabrics.ADMIN,
                new HostRequest(Fabrics.id(1), vtep, Optional.empty(), Optional.empty(), Optional.empty()));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(database(1).setting(TUNNEL, Setting.key("options", "local_ip")))
                .contains(vtep.toString());
        assertThat(flowsOf(2).filter(flow -> flow.toString().contains("192.168.10.163")))
                .isEmpty();
        assertThat(flowsOf(2).filter(flow -> flow.toString().contains("tun_src=" + vtep)))
                .hasSize(4);
    }

    @Test
    void whatOnlyIsAcceptedYetCanBeTakenBack() throws Exception {
        switches.disconnect(DatapathId.of(Fabrics.id(2)));
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        assertThat(controller.intent().rollover()).isPresent();
        controller.setFabric(Fabrics.ADMIN, fabric(300, 4789));
        assertThat(controller.intent().rollover()).map(Rollover::vni).contains(new Vni(1));
        controller.setFabric(Fabrics.ADMIN, fabric(1, 4789));
        assertThat(controller.intent().rollover()).isEmpty();
    }

    @Test
    void anotherControllerGoesOnWhereTheLastOneStopped() throws Exception {
        controller.close();
        Intent sending = controller.intent().with(fabric(200, 4789)).advanced();
        store.save(controller.intent().with(fabric(200, 4789)));
        store.save(sending);
        switches.disconnect(DatapathId.of(Fabrics.id(2)));
        controller = controller(NEVER);
        controller.start();
        Eventually.holds("sends", () -> sent(1).allMatch(vni -> vni == 200), this::state);
        assertThat(controller.intent().rollover()).map(Rollover::phase).contains(Phase.SEND);
        assertThatThrownBy(() -> controller.setFabric(Fabrics.ADMIN, fabric(300, 4789)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("on its way");
        assertThat(controller.intent()).isEqualTo(sending);
        switches.connect(DatapathId.of(Fabrics.id(2)));
        helpersObeyUntil("done", this::bothConverged);
    }

    @Test
    void aHostWithoutAHelperIsWaitedForWhileItIsAway() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(3));
        connectDatabase(3);
        switches.connect(DatapathId.of(Fabrics.id(3)));
        Eventually.holds("flows", () -> flowsOf(3).count() == 32, this::state);
        databases.disconnect(Fabrics.id(3));
        switches.disconnect(DatapathId.of(Fabrics.id(3)));
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4790));
        helpersObeyUntil("says so", () -> convergedMessage(1).endsWith("waiting for docker03"));
        assertThat(controller.intent().rollover()).map(Rollover::phase).contains(Phase.ACCEPT);
        databases.connect(Fabrics.id(3), database(3));
        switches.connect(DatapathId.of(Fabrics.id(3)));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
    }

    @Test
    void aNewPortWaitsForTheHelperToOpenItAndANewVniDoesNot() throws Exception {
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        Eventually.holds("done", () -> controller.intent().rollover().isEmpty(), this::state);
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4790));
        Eventually.holds("says so", () -> convergedMessage(1).contains("last instructions"), this::state);
        Eventually.holds("accepted", () -> database(1).state().rows().containsKey(SPARE), this::state);
        assertThat(controller.intent().rollover()).map(Rollover::phase).contains(Phase.ACCEPT);
        helpersObeyUntil("done", this::bothConverged);
    }

    @Test
    void whatIsWrongWithAForeignPortHoldsNothingUp() throws Exception {
        database(2).portError(new InterfaceName("ghost0"), "could not open network device ghost0 (No such device)");
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4790));
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
        assertThat(controller.host(Fabrics.id(2)).status().conditions())
                .filteredOn(condition -> condition.type() == Condition.Type.HOST_FIT)
                .singleElement()
                .extracting(Condition::message)
                .asString()
                .contains("warning: ports of ovs_sw0 that are not Landbridge's", "ghost0");
    }

    @Test
    void whatIsWrongWithAPortOfOursHoldsItUp() throws Exception {
        database(2).portError(new InterfaceName("vxlan0"), "could not add network device vxlan0 (Address in use)");
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        helpersObeyUntil("says so", () -> convergedMessage(1).endsWith("waiting for docker02"));
        assertThat(controller.intent().rollover()).map(Rollover::phase).contains(Phase.ACCEPT);
        database(2).portMade(new InterfaceName("vxlan0"));
        helpersObeyUntil("done", this::bothConverged);
    }

    @Test
    void howeverOftenAnUnderlayIsReportedDifferentlyARolloverGoesOn() throws Exception {
        for (int i = 0; i < 100; i++) {
            database(1).report("landbridge-underlay-mtu", i % 2 == 0 ? "1400" : "9000");
        }
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4790));
        for (int i = 0; i < 900; i++) {
            database(1).report("landbridge-underlay-mtu", i % 2 == 0 ? "1400" : "9000");
        }
        helpersObeyUntil("done", this::bothConverged);
        assertThat(controller.intent().rollover()).isEmpty();
    }

    @Test
    void aHostThatIsGivenUpIsNotWaitedForAnyMore() throws Exception {
        switches.disconnect(DatapathId.of(Fabrics.id(2)));
        controller.setFabric(Fabrics.ADMIN, fabric(200, 4789));
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(2), true);
        helpersObeyUntil("done", () -> isConverged(1));
        assertThat(controller.intent().rollover()).isEmpty();
    }

    private boolean bothConverged() {
        return isConverged(1) && isConverged(2);
    }

    private void helpersObeyUntil(String what, BooleanSupplier holds) {
        Eventually.holds(
                what,
                () -> {
                    hosts.values()
                            .forEach(database -> database.setting(BRIDGE, GENERATION)
                                    .ifPresent(wanted -> database.report("landbridge-helper-generation", wanted)));
                    return holds.getAsBoolean();
                },
                this::state);
    }

    private String convergedMessage(int number) {
        return controller.hosts().get(number - 1).status().conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.CONVERGED)
                .map(Condition::message)
                .findFirst()
                .orElseThrow();
    }

    /** How many kinds of packets of that VNI a host lets in. */
    private long flowsWithVni(int number, int vni) {
        return flowsOf(number)
                .filter(flow -> Optional.ofNullable(flow.key().match().fields().get(Field.TUNNEL_ID))
                        .filter(match -> match.value() == vni)
                        .isPresent())
                .count();
    }

    /** The VNIs that a host sends in. */
    private Stream<Long> sent(int number) {
        return flowsOf(number)
                .flatMap(flow -> flow.actions().stream()
                        .filter(action -> action instanceof SetField set && set.field() == Field.TUNNEL_ID)
                        .map(action -> ((SetField) action).value()));
    }

    private Stream<Flow> flowsOf(int number) {
        return ((FakeSwitch) switches.find(DatapathId.of(Fabrics.id(number))).orElseThrow()).flows().stream();
    }

    static Fabric fabric(int vni, int port) {
        Fabric base = Fabric.of(Fabric.DEFAULT_CIDR);
        return new Fabric(
                base.cidr(),
                base.gatewayCidr(),
                base.hostPrefixLength(),
                new Vni(vni),
                new UdpPort(port),
                base.mtu(),
                base.egressNat(),
                base.bridge(),
                base.tunnelPort(),
                base.containerBridge(),
                base.hostAccess());
    }
}
