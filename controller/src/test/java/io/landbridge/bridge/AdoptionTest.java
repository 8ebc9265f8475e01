package io.landbridge.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.Row.Table;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import io.landbridge.plan.BridgePlanner;
import io.landbridge.plan.Change;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A bridge that was there before the join is taken over, and has its shape back after the host has left. */
class AdoptionTest {
    private static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    private static final Row VXLAN = new Row(Table.INTERFACE, "vxlan0");

    private final Intent intent = Fabrics.ofHosts(1);
    private final BridgeState desired = BridgeCompiler.compile(
            intent,
            Mtu.OVER_ETHERNET,
            intent.host(Fabrics.id(1)).orElseThrow(),
            1,
            "tcp:192.0.2.1:6653",
            ImmutableSet.of("system"));

    @Test
    void aBridgeBuiltByHandHasItsShapeBackAfterwards() throws Exception {
        FakeHostDatabase host = FakeHostDatabase.holding(byHand());
        apply(host, BridgePlanner.diff(Adoption.noting(byHand(), desired), byHand()));
        BridgeState adopted = host.state();
        assertThat(BridgePlanner.diff(Adoption.noting(adopted, desired), adopted))
                .isEmpty();
        assertThat(Adoption.isAdopted(adopted)).isTrue();
        assertThat(adopted.rows().get(VXLAN)).containsEntry(Setting.key("options", "remote_ip"), "flow");
        host.apply(intent.fabric().bridge(), Adoption.undo(adopted, desired));
        assertThat(host.state()).isEqualTo(byHand());
    }

    @Test
    void aBridgeOfOursGoesAltogether() throws Exception {
        FakeHostDatabase host = FakeHostDatabase.holding(BridgeState.ABSENT);
        apply(host, BridgePlanner.diff(Adoption.noting(BridgeState.ABSENT, desired), BridgeState.ABSENT));
        BridgeState made = host.state();
        assertThat(Adoption.isAdopted(made)).isFalse();
        assertThat(Adoption.undo(made, desired)).containsExactly(new BridgeEdit.Remove(BRIDGE));
        assertThat(Adoption.undo(BridgeState.ABSENT, desired)).isEmpty();
    }

    /** As the commands for one peer leave it, with a controller, and with values that need care. */
    private static BridgeState byHand() {
        var rows = new TreeMap<Row, ImmutableSortedMap<Setting, String>>();
        rows.put(
                BRIDGE,
                ImmutableSortedMap.of(
                        Setting.key("other_config", "datapath-id"), "00000000000000aa",
                        Setting.key("external_ids", "note"), "ours & theirs = one?/ two",
                        Setting.column("fail_mode"), "standalone"));
        rows.put(
                new Row(Table.CONTROLLER, "tcp:192.0.2.77:6653"),
                ImmutableSortedMap.of(Setting.column("connection_mode"), "in-band"));
        rows.put(new Row(Table.PORT, "ovs_sw0"), ImmutableSortedMap.of());
        rows.put(new Row(Table.INTERFACE, "ovs_sw0"), ImmutableSortedMap.of(Setting.column("type"), "internal"));
        rows.put(new Row(Table.PORT, "vxlan0"), ImmutableSortedMap.of());
        rows.put(
                VXLAN,
                ImmutableSortedMap.of(
                        Setting.column("type"), "vxlan", Setting.key("options", "remote_ip"), "192.168.10.164"));
        rows.put(new Row(Table.PORT, "eth9"), ImmutableSortedMap.of());
        rows.put(new Row(Table.INTERFACE, "eth9"), ImmutableSortedMap.of());
        return new BridgeState(ImmutableSortedMap.copyOf(rows));
    }

    private void apply(FakeHostDatabase host, List<Change.OfBridge> changes) throws Exception {
        host.apply(
                intent.fabric().bridge(),
                changes.stream().map(Change.OfBridge::edit).toList());
    }
}
