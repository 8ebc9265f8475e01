package io.landbridge.northbound.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.HostId;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.plan.Change;
import io.landbridge.plan.Plan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
    private static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    private static final Setting FAIL_MODE = Setting.column("fail_mode");
    private static final Flow FLOW = new Flow(
            new FlowKey(20, 100, Match.of(Field.IPV4_DST.in(Ipv4Prefix.parse("10.2.0.0/16")))),
            Cookie.of(1, 1, 7),
            ImmutableList.of(new Action.Output(new Port(1))));

    @Test
    void aNewRowComesWithItsSettings() {
        assertThat(json(new Change.OfBridge(
                        new BridgeEdit.Create(BRIDGE, ImmutableSortedMap.of(FAIL_MODE, "secure")), "it is missing")))
                .isEqualTo("{\"action\":\"create\",\"target\":\"Bridge ovs_sw0\",\"detail\":\"fail_mode=secure\","
                        + "\"reason\":\"it is missing\"}");
    }

    @Test
    void aSettingComesWithWhatItWasAndWhatItBecomes() {
        assertThat(json(new Change.OfBridge(
                        new BridgeEdit.Set(BRIDGE, FAIL_MODE, Optional.of("standalone"), "secure"), "drift")))
                .isEqualTo("{\"action\":\"set\",\"target\":\"Bridge ovs_sw0 fail_mode\",\"from\":\"standalone\","
                        + "\"to\":\"secure\",\"reason\":\"drift\"}");
    }

    @Test
    void aSettingThatGoesComesWithWhatItWas() {
        assertThat(json(new Change.OfBridge(new BridgeEdit.Unset(BRIDGE, FAIL_MODE, "secure"), "docker01 leaves")))
                .isEqualTo("{\"action\":\"unset\",\"target\":\"Bridge ovs_sw0 fail_mode\",\"from\":\"secure\","
                        + "\"reason\":\"docker01 leaves\"}");
    }

    @Test
    void aRowThatGoesIsNamed() {
        assertThat(json(new Change.OfBridge(new BridgeEdit.Remove(BRIDGE), "docker01 leaves")))
                .isEqualTo("{\"action\":\"remove\",\"target\":\"Bridge ovs_sw0\",\"reason\":\"docker01 leaves\"}");
    }

    @ParameterizedTest
    @CsvSource({"add", "modify", "delete"})
    void aFlowComesWithItsStage(String action) {
        FlowEdit edit = switch (action) {
            case "add" -> new FlowEdit.Add(FLOW);
            case "modify" -> new FlowEdit.Modify(FLOW);
            default -> new FlowEdit.Delete(FLOW);
        };
        assertThat(json(new Change.OfFlow(edit, "Routing", "docker02 owns 10.2.0.0/16")))
                .isEqualTo("{\"action\":\"" + action + "\",\"target\":\"priority=100,ip,nw_dst=10.2.0.0/16\","
                        + "\"detail\":\"output:1\",\"stage\":\"Routing\",\"reason\":\"docker02 owns 10.2.0.0/16\"}");
    }

    @Test
    void aHostThatWasReadInFullHasNothingUnknown() {
        Plan plan = new Plan(new HostId("docker01"), ImmutableList.of(), Optional.empty());
        assertThat(Json.object(PlanJson.of(plan)))
                .hasToString("{\"host\":\"docker01\",\"changes\":[],\"unknown\":null}");
    }

    private static String json(Change change) {
        return Json.object(PlanJson.ChangeJson.of(change)).toString();
    }
}
