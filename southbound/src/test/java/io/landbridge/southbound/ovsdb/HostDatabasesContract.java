package io.landbridge.southbound.ovsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Eventually;
import io.landbridge.flow.Port;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the core may rely on, whatever implements {@link HostDatabases}: a fake or a real Open vSwitch. */
abstract class HostDatabasesContract {
    static final HostId DOCKER01 = new HostId("docker01");
    static final InterfaceName OVS_SW0 = new InterfaceName("ovs_sw0");
    static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    static final Row LOCAL_INTERFACE = new Row(Table.INTERFACE, "ovs_sw0");
    static final Row TUNNEL = new Row(Table.INTERFACE, "vxlan0");
    static final Setting FAIL_MODE = Setting.column("fail_mode");
    static final Setting GENERATION = Setting.key("external_ids", "landbridge-generation");

    final Queue<HostId> announced = new ConcurrentLinkedQueue<>();
    private World world;

    /** The databases under test and what lies at the other end. */
    interface World extends AutoCloseable {
        HostDatabases databases();

        /** The host connects, and says that it is {@link #DOCKER01}. */
        void connect();

        void disconnect();

        /** The helper reports in the {@code external_ids} of Open_vSwitch. */
        void report(String key, String value);

        /** Somebody else changes a setting. */
        void tamper(Row row, Setting setting, String value);

        @Override
        void close();
    }

    abstract World start();

    @BeforeEach
    void startWorld() {
        world = start();
        world.databases().onChange(announced::add);
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void aHostIsFoundByItsNameWhileItIsConnected() {
        assertThat(world.databases().find(DOCKER01)).isEmpty();

        world.connect();
        awaitAnnounced();
        assertThat(world.databases().find(DOCKER01)).isPresent();
        assertThat(world.databases().find(new HostId("docker02"))).isEmpty();

        announced.clear();
        world.disconnect();
        awaitGone();
        awaitAnnounced();
    }

    @Test
    void aHostComesBackWithWhatItHad() throws DeviceException {
        connected().apply(OVS_SW0, creating(desired()));
        world.disconnect();
        awaitGone();

        connected();

        eventually(facts -> facts.bridge().equals(desired()));
    }

    @Test
    void aBridgeIsReadBackAsItWasMade() throws DeviceException {
        HostDatabase database = connected();
        assertThat(database.read(OVS_SW0).bridge()).isEqualTo(BridgeState.ABSENT);

        database.apply(OVS_SW0, creating(desired()));

        Facts facts = eventually(read -> read.bridge().equals(desired()) && read.isCarriedOut());
        assertThat(facts.ovsVersion()).isPresent();
        assertThat(facts.controllerAddress()).isNotEmpty();
        eventually(read ->
                Optional.of(new Port(1)).equals(Optional.ofNullable(read.ports().get("vxlan0"))));
    }

    @Test
    void aChangedSettingLeavesAllOthersAlone() throws DeviceException {
        HostDatabase database = made();
        Setting foreign = Setting.key("external_ids", "somebody-else");
        world.tamper(BRIDGE, foreign, "42");
        eventually(facts -> "42".equals(setting(facts, BRIDGE, foreign)));

        database.apply(
                OVS_SW0,
                List.of(
                        new BridgeEdit.Set(BRIDGE, GENERATION, Optional.of("a1"), "b2"),
                        new BridgeEdit.Set(BRIDGE, Setting.key("external_ids", "new"), Optional.empty(), "x"),
                        new BridgeEdit.Set(LOCAL_INTERFACE, Setting.column("mtu_request"), Optional.of("1450"), "1400"),
                        new BridgeEdit.Set(TUNNEL, Setting.key("options", "dst_port"), Optional.of("4789"), "8472")));

        Facts facts = eventually(read -> "b2".equals(setting(read, BRIDGE, GENERATION)));
        assertThat(setting(facts, BRIDGE, foreign)).isEqualTo("42");
        assertThat(setting(facts, BRIDGE, Setting.key("external_ids", "new"))).isEqualTo("x");
        assertThat(setting(facts, LOCAL_INTERFACE, Setting.column("mtu_request")))
                .isEqualTo("1400");
        assertThat(setting(facts, TUNNEL, Setting.key("options", "dst_port"))).isEqualTo("8472");
        assertThat(setting(facts, TUNNEL, Setting.key("options", "key"))).isEqualTo("flow");
    }

    @Test
    void aSettingIsTakenAwayAndAllOthersStay() throws DeviceException {
        HostDatabase database = made();

        database.apply(
                OVS_SW0,
                List.of(
                        new BridgeEdit.Unset(BRIDGE, GENERATION, "a1"),
                        new BridgeEdit.Unset(BRIDGE, FAIL_MODE, "secure"),
                        new BridgeEdit.Unset(LOCAL_INTERFACE, Setting.column("mtu_request"), "1450")));

        Facts facts = eventually(read -> setting(read, BRIDGE, GENERATION) == null);
        assertThat(setting(facts, BRIDGE, FAIL_MODE)).isNull();
        assertThat(setting(facts, LOCAL_INTERFACE, Setting.column("mtu_request")))
                .isNull();
        assertThat(setting(facts, TUNNEL, Setting.key("options", "key"))).isEqualTo("flow");
    }

    @Test
    void aSettingThatIsNotWhatWasReadIsNotTakenAway() throws DeviceException {
        HostDatabase database = made();

        refusedAsChanged(database, new BridgeEdit.Unset(BRIDGE, GENERATION, "other"));
        refusedAsChanged(database, new BridgeEdit.Unset(BRIDGE, FAIL_MODE, "standalone"));

        assertThat(database.read(OVS_SW0).bridge()).isEqualTo(desired());
    }

    @Test
    void aColumnThatIsNotWhatWasReadIsNotWritten() throws DeviceException {
        HostDatabase database = made();

        refusedAsChanged(
                database,
                new BridgeEdit.Set(BRIDGE, GENERATION, Optional.of("a1"), "b2"),
                new BridgeEdit.Set(BRIDGE, FAIL_MODE, Optional.of("standalone"), "secure"));

        assertThat(database.read(OVS_SW0).bridge()).as("all or nothing").isEqualTo(desired());
    }

    @Test
    void aKeyThatIsNotWhatWasReadIsNotWritten() throws DeviceException {
        HostDatabase database = made();

        refusedAsChanged(database, new BridgeEdit.Set(BRIDGE, GENERATION, Optional.of("other"), "b2"));
        refusedAsChanged(database, new BridgeEdit.Set(BRIDGE, GENERATION, Optional.empty(), "b2"));
        refusedAsChanged(
                database, new BridgeEdit.Set(BRIDGE, Setting.key("external_ids", "gone"), Optional.of("x"), "y"));

        assertThat(database.read(OVS_SW0).bridge()).isEqualTo(desired());
    }

    @Test
    void whatIsThereAlreadyIsNotMadeAgain() throws DeviceException {
        HostDatabase database = made();

        refusedAsChanged(database, creating(desired()).toArray(BridgeEdit[]::new));

        assertThat(database.read(OVS_SW0).bridge()).isEqualTo(desired());
    }

    @Test
    void whatIsGoneIsNotChanged() throws DeviceException {
        HostDatabase database = made();

        refusedAsChanged(
                database,
                new BridgeEdit.Set(
                        new Row(Table.INTERFACE, "eth9"), Setting.column("type"), Optional.empty(), "internal"));
    }

    @Test
    void aPortIsAddedToABridgeThatIsThere() throws DeviceException {
        HostDatabase database = made();
        Row port = new Row(Table.PORT, "late0");
        Row iface = new Row(Table.INTERFACE, "late0");

        database.apply(
                OVS_SW0,
                List.of(
                        new BridgeEdit.Create(iface, settings("type", "internal", "ofport_request", "7")),
                        new BridgeEdit.Create(port, ImmutableSortedMap.of())));

        eventually(facts -> new Port(7).equals(facts.ports().get("late0")));
        database.apply(OVS_SW0, List.of(new BridgeEdit.Remove(iface), new BridgeEdit.Remove(port)));
        eventually(facts -> facts.bridge().equals(desired()));
    }

    @Test
    void aControllerIsReplaced() throws DeviceException {
        HostDatabase database = made();
        Row before = controller("tcp:127.0.0.1:1");
        Row after = controller("tcp:127.0.0.1:2");

        database.apply(
                OVS_SW0,
                List.of(
                        new BridgeEdit.Remove(before),
                        new BridgeEdit.Create(after, settings("connection_mode", "out-of-band"))));

        Facts facts = eventually(read -> read.bridge().rows().containsKey(after));
        assertThat(facts.bridge().rows()).doesNotContainKey(before);
    }

    @Test
    void aBridgeIsRemovedWithAllThatItHolds() throws DeviceException {
        HostDatabase database = made();

        database.apply(OVS_SW0, List.of(new BridgeEdit.Remove(BRIDGE)));

        eventually(facts -> facts.bridge().equals(BridgeState.ABSENT));
        assertThat(database.read(OVS_SW0).ports()).isEmpty();
    }

    @Test
    void whatOthersDoIsAnnounced() throws DeviceException {
        made();

        announced.clear();
        world.tamper(BRIDGE, FAIL_MODE, "standalone");
        eventually(facts -> "standalone".equals(setting(facts, BRIDGE, FAIL_MODE)));
        awaitAnnounced();

        announced.clear();
        world.report("landbridge-helper-status", "ok");
        eventually(facts -> "ok".equals(facts.externalIds().get("landbridge-helper-status")));
        awaitAnnounced();
    }

    final World world() {
        return world;
    }

    /** The host's database, as soon as it is connected. */
    final HostDatabase connected() {
        world.connect();
        Eventually.holds("connected", () -> world.databases().find(DOCKER01).isPresent(), () -> announced);
        return world.databases().find(DOCKER01).orElseThrow();
    }

    /** The host's database with the desired bridge in it. */
    final HostDatabase made() throws DeviceException {
        HostDatabase database = connected();
        database.apply(OVS_SW0, creating(desired()));
        eventually(facts -> facts.bridge().equals(desired()));
        return database;
    }

    private void awaitAnnounced() {
        Eventually.holds("announced", () -> announced.contains(DOCKER01), () -> announced);
    }

    private void awaitGone() {
        Eventually.holds("gone", () -> world.databases().find(DOCKER01).isEmpty(), () -> announced);
    }

    final Facts eventually(Predicate<Facts> condition) {
        HostDatabase database = world.databases().find(DOCKER01).orElseThrow();
        Eventually.holds("read", () -> condition.test(read(database)), () -> read(database));
        return read(database);
    }

    /** What can be read without a failure. */
    static Facts read(HostDatabase database) {
        try {
            return database.read(OVS_SW0);
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    static void refusedAsChanged(HostDatabase database, BridgeEdit... edits) {
        DeviceException refusal = refusal(database, List.of(edits));
        assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(Kind.CHANGED_MEANWHILE);
    }

    static DeviceException refusal(HostDatabase database, List<BridgeEdit> edits) {
        DeviceException refusal = catchThrowableOfType(DeviceException.class, () -> database.apply(OVS_SW0, edits));
        assertThat(refusal).as("what the edits are refused with").isNotNull();
        return refusal;
    }

    static @Nullable String setting(Facts facts, Row row, Setting setting) {
        return facts.bridge().rows().getOrDefault(row, ImmutableSortedMap.of()).get(setting);
    }

    static List<BridgeEdit> creating(BridgeState state) {
        return state.rows().entrySet().stream()
                .<BridgeEdit>map(row -> new BridgeEdit.Create(row.getKey(), row.getValue()))
                .toList();
    }

    /** The bridge of pipeline and product, on the datapath that needs no kernel. */
    static BridgeState desired() {
        return new BridgeState(ImmutableSortedMap.<Row, ImmutableSortedMap<Setting, String>>naturalOrder()
                .put(
                        BRIDGE,
                        ImmutableSortedMap.<Setting, String>naturalOrder()
                                .putAll(settings(
                                        "fail_mode", "secure", "protocols", "OpenFlow13", "datapath_type", "dummy"))
                                .put(Setting.key("other_config", "datapath-id"), "4c42d8b1a2c3d4e5")
                                .put(GENERATION, "a1")
                                .build())
                .put(controller("tcp:127.0.0.1:1"), settings("connection_mode", "out-of-band"))
                .put(new Row(Table.PORT, "ovs_sw0"), ImmutableSortedMap.of())
                .put(LOCAL_INTERFACE, settings("type", "internal", "mtu_request", "1450"))
                .put(new Row(Table.PORT, "veth_sw0"), ImmutableSortedMap.of())
                .put(new Row(Table.INTERFACE, "veth_sw0"), settings("ofport_request", "2"))
                .put(new Row(Table.PORT, "vxlan0"), ImmutableSortedMap.of())
                .put(
                        TUNNEL,
                        ImmutableSortedMap.<Setting, String>naturalOrder()
                                .putAll(settings("type", "vxlan", "ofport_request", "1"))
                                .put(Setting.key("options", "remote_ip"), "flow")
                                .put(Setting.key("options", "local_ip"), "127.0.0.1")
                                .put(Setting.key("options", "key"), "flow")
                                .put(Setting.key("options", "dst_port"), "4789")
                                .build())
                .build());
    }

    static Row controller(String target) {
        return new Row(Table.CONTROLLER, target);
    }

    static ImmutableSortedMap<Setting, String> settings(String... columnsAndValues) {
        var settings = ImmutableSortedMap.<Setting, String>naturalOrder();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            settings.put(Setting.column(columnsAndValues[i]), columnsAndValues[i + 1]);
        }
        return settings.build();
    }
}
