package io.landbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BridgePlannerTest {
    private static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    private static final Setting FAIL_MODE = Setting.column("fail_mode");
    private static final String HERE = "tcp:192.0.2.1:6653";

    private final BridgeState desired = compile("system", "netdev");

    @Test
    void aMissingBridgeIsMadeWithAllThatBelongsToIt() {
        assertThat(BridgePlanner.diff(desired, BridgeState.ABSENT))
                .hasSize(desired.rows().size())
                .allMatch(change -> change.edit() instanceof BridgeEdit.Create);
    }

    @Test
    void nothingIsDoneToABridgeThatIsAsItShouldBe() {
        assertThat(BridgePlanner.diff(desired, desired)).isEmpty();
    }

    @Test
    void oneSettingThatDiffersIsOneGuardedEdit() {
        assertThat(BridgePlanner.diff(desired, with(desired, BRIDGE, FAIL_MODE, "standalone")))
                .extracting(Change.OfBridge::edit)
                .containsExactly(new BridgeEdit.Set(BRIDGE, FAIL_MODE, Optional.of("standalone"), "secure"));
    }

    @Test
    void settingsOfOthersAreLeftAlone() {
        var foreign = with(desired, BRIDGE, Setting.key("external_ids", "someone-elses"), "value");
        assertThat(BridgePlanner.diff(desired, foreign)).isEmpty();
    }

    @Test
    void whatContainersReachedOfTheHostIsForgottenWhenItIsNothing() {
        var left = with(desired, BRIDGE, BridgeCompiler.ALLOWED, "53/udp");
        assertThat(BridgePlanner.diff(desired, left))
                .extracting(Change.OfBridge::edit)
                .containsExactly(new BridgeEdit.Unset(BRIDGE, BridgeCompiler.ALLOWED, "53/udp"));
    }

    @Test
    void portsOfOthersAreLeftAlone() {
        var foreign = with(desired, new Row(Table.PORT, "eth9"), Setting.column("tag"), "7");
        assertThat(BridgePlanner.diff(desired, foreign)).isEmpty();
    }

    @Test
    void aTemporaryPortGoesWhenNobodyAsksForItAnyMore() {
        Row spare = new Row(Table.PORT, "vxlan_spare");
        var left = with(desired, spare, BridgeCompiler.TEMPORARY, "true");
        assertThat(BridgePlanner.diff(desired, left))
                .extracting(Change.OfBridge::edit)
                .containsExactly(new BridgeEdit.Remove(spare));
    }

    @Test
    void aPlanIsEmptyIfAllWasReadAndNothingDiffers() {
        HostId host = Fabrics.id(1);
        assertThat(new Plan(host, ImmutableList.of(), Optional.empty()).isEmpty())
                .isTrue();
        assertThat(new Plan(host, ImmutableList.of(), Optional.of("not connected")).isEmpty())
                .isFalse();
        Change change = new Change.OfBridge(new BridgeEdit.Remove(BRIDGE), "the host is leaving");
        assertThat(new Plan(host, ImmutableList.of(change), Optional.empty()).isEmpty())
                .isFalse();
    }

    @Test
    void anotherControllerIsReplacedInOneGo() {
        Row other = new Row(Table.CONTROLLER, "tcp:192.0.2.99:6653");
        var rows = new TreeMap<>(desired.rows());
        rows.remove(new Row(Table.CONTROLLER, HERE));
        rows.put(other, ImmutableSortedMap.of());
        assertThat(BridgePlanner.diff(desired, new BridgeState(ImmutableSortedMap.copyOfSorted(rows))))
                .extracting(Change.OfBridge::edit)
                .hasSize(2)
                .contains(new BridgeEdit.Remove(other));
    }

    @Test
    void aBridgeKeepsTheDatapathItHas() {
        BridgeState userspace = compile("netdev");
        assertThat(userspace.rows().get(BRIDGE)).containsEntry(Setting.column("datapath_type"), "netdev");
        assertThat(BridgePlanner.diff(userspace, desired)).isEmpty();
        assertThat(BridgePlanner.diff(desired, userspace)).isEmpty();
    }

    @Test
    void theBridgeIsCompiledAsTheDataPlaneNeedsIt() {
        assertThat(settings(desired, Table.BRIDGE, "ovs_sw0"))
                .containsEntry("fail_mode", "secure")
                .containsEntry("protocols", "OpenFlow13")
                .containsEntry("other_config:disable-in-band", "true")
                .containsEntry("external_ids:landbridge-gateway", "10.100.0.1/8")
                .containsEntry("external_ids:landbridge-mtu", "1450")
                .doesNotContainKey("datapath_type");
        assertThat(settings(desired, Table.CONTROLLER, HERE)).containsEntry("connection_mode", "out-of-band");
        assertThat(settings(desired, Table.INTERFACE, "vxlan0"))
                .containsEntry("options:remote_ip", "flow")
                .containsEntry("options:key", "flow")
                .containsEntry("options:local_ip", "192.168.10.163")
                .containsEntry("ofport_request", "1");
    }

    @Test
    void theGenerationFollowsFromTheInstructionsAlone() {
        String generation = BridgeCompiler.generation(desired);
        assertThat(BridgeCompiler.generation(compile("netdev"))).isEqualTo(generation);
        assertThat(BridgeCompiler.generation(compile(2, "netdev"))).isEqualTo(generation);
        Intent intent = Fabrics.ofHosts(1);
        Host leaving = intent.host(Fabrics.id(1)).orElseThrow().leaving();
        BridgeState goodbye = BridgeCompiler.compile(intent, Mtu.OVER_ETHERNET, leaving, 1, HERE, ImmutableSet.of());
        assertThat(BridgeCompiler.generation(goodbye)).isNotEqualTo(generation);
    }

    @Test
    void aBridgeSaysForWhichPipelineItWasMade() {
        assertThat(BridgeCompiler.pipeline(compile(7))).contains(7);
        assertThat(BridgeCompiler.pipeline(BridgeState.ABSENT)).isEmpty();
        Setting pipeline = Setting.key("external_ids", "landbridge-pipeline");
        assertThat(BridgeCompiler.pipeline(with(desired, BRIDGE, pipeline, "seven")))
                .isEmpty();
    }

    private static BridgeState compile(String... datapathTypes) {
        return compile(1, datapathTypes);
    }

    private static BridgeState compile(int pipeline, String... datapathTypes) {
        Intent intent = Fabrics.ofHosts(1);
        return BridgeCompiler.compile(
                intent,
                Mtu.OVER_ETHERNET,
                intent.host(Fabrics.id(1)).orElseThrow(),
                pipeline,
                HERE,
                ImmutableSet.copyOf(datapathTypes));
    }

    private static Map<String, String> settings(BridgeState state, Table table, String name) {
        Map<String, String> settings = new TreeMap<>();
        state.rows()
                .getOrDefault(new Row(table, name), ImmutableSortedMap.of())
                .forEach((setting, value) -> settings.put(setting.toString(), value));
        return settings;
    }

    private static BridgeState with(BridgeState state, Row row, Setting setting, String value) {
        var rows = new TreeMap<>(state.rows());
        var settings = new TreeMap<>(rows.getOrDefault(row, ImmutableSortedMap.of()));
        settings.put(setting, value);
        rows.put(row, ImmutableSortedMap.copyOfSorted(settings));
        return new BridgeState(ImmutableSortedMap.copyOfSorted(rows));
    }
}
