package io.landbridge.southbound.ovsdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Eventually;
import io.landbridge.flow.Port;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.southbound.PrivateOvs;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract held by a real Open vSwitch, and what only that can show. */
class OvsdbHostDatabasesIT extends HostDatabasesContract {

    @Override
    World start() {
        return new OvsdbWorld();
    }

    @Test
    void theSwitchSaysWhatBecameOfTheBridge() throws DeviceException {
        made();

        Facts facts =
                eventually(read -> read.ports().size() == 2 && !read.errors().isEmpty());

        assertThat(facts.ports()).containsEntry("ovs_sw0", Port.LOCAL).containsEntry("vxlan0", new Port(1));
        assertThat(facts.errors()).containsOnlyKeys("veth_sw0");
        assertThat(facts.errors().get("veth_sw0")).contains("No such device");
        assertThat(facts.datapathTypes()).contains("dummy", "netdev");
        assertThat(facts.ovsVersion()).contains(ovs().version());
        assertThat(facts.controllerAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aPortIsTakenUpWhenItsDeviceAppears() throws DeviceException {
        made();
        eventually(facts -> facts.errors().containsKey("veth_sw0"));

        ovs().vsctl("set", "Interface", "veth_sw0", "type=dummy");

        Facts facts = eventually(read -> new Port(2).equals(read.ports().get("veth_sw0")));
        assertThat(facts.errors()).isEmpty();
    }

    @Test
    void theWholeBridgeIsMadeInOneTransaction() throws DeviceException {
        made();

        assertThat(record("insert row \"ovs_sw0\""))
                .contains(
                        "table Bridge insert row \"ovs_sw0\"",
                        "table Port insert row \"veth_sw0\"",
                        "table Interface insert row \"vxlan0\"",
                        "table Controller insert row",
                        "fail_mode=secure",
                        "table Open_vSwitch row");
    }

    @Test
    void aReplacedControllerLeavesNoMomentWithoutOneAndNoFlowLost() throws DeviceException {
        HostDatabase database = made();
        awaitReconfigured();
        ovs().ofctl("add-flow", "ovs_sw0", "priority=7,actions=drop");

        database.apply(
                OVS_SW0,
                List.of(
                        new BridgeEdit.Remove(controller("tcp:127.0.0.1:1")),
                        new BridgeEdit.Create(
                                controller("tcp:127.0.0.1:2"), settings("connection_mode", "out-of-band"))));

        awaitReconfigured();
        assertThat(ovs().vsctl("get-controller", "ovs_sw0")).isEqualTo("tcp:127.0.0.1:2");
        assertThat(ovs().ofctl("dump-flows", "ovs_sw0")).contains("priority=7");
        assertThat(record("target=\"tcp:127.0.0.1:2\"")).contains("table Controller insert row", "delete row");
    }

    @Test
    void anotherBridgeIsNotTouched() throws DeviceException {
        ovs().vsctl("add-br", "br-ext", "--", "set", "Bridge", "br-ext", "datapath_type=dummy");
        ovs().vsctl("add-port", "br-ext", "p1", "--", "set", "Interface", "p1", "type=dummy");
        String before = foreignRows();

        HostDatabase database = made();
        assertThat(database.read(new InterfaceName("br-ext")).bridge().rows()).containsKey(new Row(Table.PORT, "p1"));
        database.apply(OVS_SW0, List.of(new BridgeEdit.Remove(BRIDGE)));
        eventually(facts -> facts.bridge().equals(BridgeState.ABSENT));

        assertThat(foreignRows()).isEqualTo(before);
    }

    @Test
    void aPortThatAnotherBridgeHasIsRefusedWithTheReason() throws DeviceException {
        ovs().vsctl("add-br", "br-ext", "--", "set", "Bridge", "br-ext", "datapath_type=dummy");
        ovs().vsctl("add-port", "br-ext", "vxlan0", "--", "set", "Interface", "vxlan0", "type=dummy");
        HostDatabase database = connected();

        DeviceException refusal = refusal(database, creating(desired()));

        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal).hasMessageContaining("constraint violation").hasMessageContaining("vxlan0");
        assertThat(database.read(OVS_SW0).bridge()).isEqualTo(BridgeState.ABSENT);
    }

    @Test
    void aValueThatTheSchemaForbidsIsRefusedWithTheReason() throws DeviceException {
        HostDatabase database = made();

        DeviceException byDatabase =
                refusal(database, List.of(new BridgeEdit.Set(BRIDGE, FAIL_MODE, Optional.of("secure"), "sideways")));
        DeviceException byType = refusal(
                database,
                List.of(new BridgeEdit.Set(
                        LOCAL_INTERFACE, Setting.column("mtu_request"), Optional.of("1450"), "large")));
        DeviceException byName = refusal(
                database, List.of(new BridgeEdit.Set(BRIDGE, Setting.column("colour"), Optional.empty(), "blue")));

        assertThat(List.of(byDatabase.kind(), byType.kind(), byName.kind())).containsOnly(Kind.REFUSED);
        assertThat(byDatabase).hasMessageContaining("sideways").hasMessageContaining("update Bridge");
        assertThat(byType).hasMessageContaining("large");
        assertThat(byName).hasMessageContaining("Bridge.colour");
    }

    @Test
    void aBridgeMadeByOthersBehindOurBackIsNotMadeTwice() throws DeviceException {
        DeviceException refusal =
                refusalAfter(connected(), () -> ovs().vsctl("--no-wait", "add-br", "ovs_sw0"), creating(desired()));

        assertThat(refusal.kind()).isEqualTo(Kind.CHANGED_MEANWHILE);
        assertThat(refusal).hasMessageContaining("wait Bridge");
    }

    @Test
    void aBridgeMadeAnewBehindOurBackIsNotTakenForTheOldOne() throws DeviceException {
        DeviceException refusal = refusalAfter(
                made(),
                () -> ovs().vsctl("--no-wait", "del-br", "ovs_sw0", "--", "add-br", "ovs_sw0"),
                List.of(new BridgeEdit.Create(
                        controller("tcp:127.0.0.1:2"), settings("connection_mode", "out-of-band"))));

        assertThat(refusal.kind()).isEqualTo(Kind.CHANGED_MEANWHILE);
        assertThat(refusal).hasMessageContaining("wait Bridge");
    }

    @Test
    void statisticsAreNotAnnounced() throws DeviceException {
        HostDatabase database = made();
        eventually(facts -> facts.isCarriedOut()
                && facts.ports().size() == 2
                && !facts.errors().isEmpty());
        awaitReconfigured();
        Queue<String> markers = new ConcurrentLinkedQueue<>();
        world().databases()
                .onChange(host -> markers.add(read(database).externalIds().getOrDefault("landbridge-marker", "none")));
        mark("before the statistics", markers);

        ovs().vsctl("--no-wait", "set", "Interface", "vxlan0", "statistics:rx_packets=5", "status:seen=yes");
        mark("after the statistics", markers);

        assertThat(markers).containsOnlyOnce("before the statistics", "after the statistics");
    }

    private void mark(String marker, Queue<String> announced) {
        world().report("landbridge-marker", marker);
        Eventually.holds(marker, () -> announced.contains(marker), () -> announced);
    }

    @Test
    void textOfAnyKindIsReadAsItWasWritten() throws DeviceException {
        HostDatabase database = made();
        String awkward = "{\"[,: \\ \u00e9\u65e5\\";
        Setting key = Setting.key("external_ids", "note");

        database.apply(OVS_SW0, List.of(new BridgeEdit.Set(BRIDGE, key, Optional.empty(), awkward)));
        eventually(facts -> awkward.equals(setting(facts, BRIDGE, key)));

        world().report("landbridge-note", "C:\\");
        eventually(facts -> "C:\\".equals(facts.externalIds().get("landbridge-note")));
    }

    /**
     * Applies edits that were planned before a change and are sent after it: the connection's thread is held in a
     * listener, so that no news of the change comes in, until the edits are being turned into a transaction.
     */
    private DeviceException refusalAfter(HostDatabase database, Runnable change, List<BridgeEdit> edits) {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        world().databases().onChange(host -> {
            held.countDown();
            await(released);
        });
        world().report("landbridge-marker", "hold");
        await(held);
        change.run();
        return refusal(database, new AbstractList<>() {
            @Override
            public BridgeEdit get(int index) {
                released.countDown();
                return edits.get(index);
            }

            @Override
            public int size() {
                return edits.size();
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private PrivateOvs ovs() {
        return ((OvsdbWorld) world()).ovs();
    }

    /** Returns when the switch daemon has acted on all that is in the database so far. */
    private void awaitReconfigured() {
        ovs().vsctl("set", "Open_vSwitch", ".", "other_config:test=true");
    }

    private String foreignRows() {
        return ovs().vsctl("list", "Bridge", "br-ext") + ovs().vsctl("list", "Port", "p1");
    }

    /** The transaction that made this change, as the database's log tells it. */
    private String record(String change) {
        return Splitter.onPattern("(?m)^record ")
                .splitToStream(ovs().log())
                .filter(record -> record.contains(change))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + change + "' in\n" + ovs().log()));
    }
}
