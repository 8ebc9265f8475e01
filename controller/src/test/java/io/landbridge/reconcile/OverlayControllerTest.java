package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.fake.FakeIntentStore;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Mtu;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.in.Condition;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole core between fake devices: what the admin asks for is what the devices get. */
class OverlayControllerTest {
    private static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    private static final Setting GENERATION = Setting.key("external_ids", "landbridge-generation");
    private static final Ipv4Address OWN = Ipv4Address.parse("172.20.0.5");
    private static final Duration NEVER = Duration.ofHours(1);

    private final FakeIntentStore store = new FakeIntentStore();
    private final FakeHostDatabases databases = new FakeHostDatabases();
    private final FakeSwitches switches = new FakeSwitches();
    private final Map<HostId, FakeHostDatabase> hosts = new ConcurrentHashMap<>();
    private OverlayController controller = controller(NEVER);

    @BeforeEach
    void start() throws IOException {
        controller.start();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

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
    void aNewPeerCostsEightFlowsOnEachHostAndTwoSmallReadings() throws Exception {
        FakeSwitch switch01 = join(1);
        int reads = switch01.reads();
        int edits = switch01.history().size();
        controller.putHost(Fabrics.request(2));
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
    void theSmallestUnderlaySetsTheMtuAndIsRemembered() throws Exception {
        join(1);
        join(2);
        database(2).report("landbridge-underlay-mtu", "1400");
        Eventually.holds("1350", () -> controller.intent().mtu().equals(new Mtu(1350)), this::state);
        helperObeys(1);
        awaitConverged(1);
        assertThat(database(1).setting(new Row(Table.INTERFACE, "ovs_sw0"), Setting.column("mtu_request")))
                .contains("1350");
        assertThat(store.load().mtu()).isEqualTo(new Mtu(1350));
    }

    @Test
    void aLeavingHostIsForgottenByItsPeersAndUndoneItself() throws Exception {
        FakeSwitch switch01 = join(1);
        join(2);
        awaitFlows(1, 24);
        controller.removeHost(Fabrics.id(2), false);
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
    void aLeavingHostOutOfReachIsATombstoneUntilForced() throws Exception {
        controller.putHost(Fabrics.request(1));
        controller.removeHost(Fabrics.id(1), false);
        assertThat(controller.host(Fabrics.id(1)).host().isJoined()).isFalse();
        controller.removeHost(Fabrics.id(1), true);
        assertThatThrownBy(() -> controller.host(Fabrics.id(1))).isInstanceOf(NoSuchHostException.class);
    }

    @Test
    void aRefusedRequestChangesNothing() throws Exception {
        controller.putHost(Fabrics.request(1));
        var before = controller.intent();
        HostRequest outside = new HostRequest(
                Fabrics.id(2),
                Fabrics.request(2).vtep(),
                Optional.of(Ipv4Prefix.parse("172.16.0.0/16")),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> controller.putHost(outside))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("field")
                                .containsExactly("subnet"));
        assertThat(controller.intent()).isEqualTo(before);
    }

    @Test
    void puttingTheSameHostTwiceIsPuttingItOnce() throws Exception {
        controller.putHost(Fabrics.request(1));
        long revision = controller.intent().revision();
        controller.putHost(Fabrics.request(1));
        assertThat(controller.intent().revision()).isEqualTo(revision);
    }

    @Test
    void whatCannotBeStoredIsNotDone() throws Exception {
        store.fail("disk full");
        assertThatThrownBy(() -> controller.putHost(Fabrics.request(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(controller.hosts()).isEmpty();
    }

    @Test
    void withoutAReadableIntentNothingIsDoneAndItSaysWhy() {
        store.fail("line 3 is damaged");
        try (OverlayController blind = controller(NEVER)) {
            assertThatThrownBy(blind::start).isInstanceOf(IOException.class);
            assertThat(blind.missing()).singleElement().asString().contains("line 3 is damaged");
            assertThatThrownBy(() -> blind.putHost(Fabrics.request(1))).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aFabricWithHostsKeepsItsAddresses() throws Exception {
        controller.putHost(Fabrics.request(1));
        assertThatThrownBy(() -> controller.setFabric(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void aFabricThatHoldsTheControllerIsRefused() {
        var before = controller.intent();
        assertThatThrownBy(() -> controller.setFabric(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"))))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("field")
                                .containsExactly("cidr"));
        assertThat(controller.intent()).isEqualTo(before);
    }

    @Test
    void flowsOfANewerPipelineAreNotTouched() throws Exception {
        controller.putHost(Fabrics.request(1));
        FakeSwitch switch01 = switches.connect(DatapathId.of(Fabrics.id(1)));
        Flow newer = new Flow(new FlowKey(0, 7, Match.ALL), Cookie.of(1, 2, 3), ImmutableList.of());
        switch01.apply(ImmutableList.of(new FlowEdit.Add(newer)));
        connectDatabase(1);
        Eventually.holds(
                "refused",
                () -> controller.hosts().get(0).status().conditions().stream()
                        .anyMatch(condition -> condition.type() == Condition.Type.FLOWS_IN_SYNC
                                && condition.message().contains("pipeline version 2")),
                this::state);
        assertThat(switch01.flows()).containsExactly(newer);
    }

    @Test
    void aHostThatListensIsDialled() throws Exception {
        Host host = controller
                .putHost(new HostRequest(
                        Fabrics.id(1),
                        Fabrics.request(1).vtep(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(OvsdbEndpoint.parse("tcp:192.168.10.163"))))
                .host();
        assertThat(databases.dialled()).containsEntry(host.id(), host.ovsdb().orElseThrow());
    }

    @Test
    void aPlanOfAHostThatIsAwaySaysThatItIsNotKnown() throws Exception {
        controller.putHost(Fabrics.request(1));
        assertThat(controller.plan(Fabrics.id(1)).unknown()).isPresent();
        assertThat(controller.plans()).hasSize(1);
    }

    /** A host is added, connects on both channels, and its helper does what it is told. */
    private FakeSwitch join(int number) throws IOException {
        controller.putHost(Fabrics.request(number));
        connectDatabase(number);
        FakeSwitch connection = switches.connect(DatapathId.of(Fabrics.id(number)));
        helperObeys(number);
        awaitConverged(number);
        return connection;
    }

    private void connectDatabase(int number) {
        hosts.put(Fabrics.id(number), databases.connect(Fabrics.id(number)));
    }

    private FakeHostDatabase database(int number) {
        return Objects.requireNonNull(hosts.get(Fabrics.id(number)));
    }

    /** The helper carries out whatever instructions it finds, once they are there and new. */
    private void helperObeys(int number) {
        FakeHostDatabase database = database(number);
        Eventually.holds(
                "instructions", () -> database.setting(BRIDGE, GENERATION).isPresent(), this::state);
        database.report("landbridge-helper-status", "ok");
        Eventually.holds(
                "instructions carried out",
                () -> {
                    database.setting(BRIDGE, GENERATION)
                            .ifPresent(wanted -> database.report("landbridge-helper-generation", wanted));
                    return isConverged(number) || !database.state().exists();
                },
                this::state);
    }

    private void awaitConverged(int number) {
        Eventually.holds("converged", () -> isConverged(number), this::state);
    }

    private void awaitFlows(int number, int count) {
        Eventually.holds(
                count + " flows in sync",
                () -> controller.hosts().stream()
                        .filter(view -> view.host().id().equals(Fabrics.id(number)))
                        .allMatch(view ->
                                view.status().converged() && view.status().flowsInstalled() == count),
                this::state);
    }

    private boolean isConverged(int number) {
        return controller.hosts().stream()
                .anyMatch(view -> view.host().id().equals(Fabrics.id(number))
                        && view.status().converged());
    }

    private Object state() {
        return controller.hosts();
    }

    private OverlayController controller(Duration audit) {
        return new OverlayController(
                store, databases, switches, new ControllerSettings(6653, Optional.empty(), audit), () -> Set.of(OWN));
    }
}
