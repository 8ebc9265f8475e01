package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a newer controller has made stays as it is, and an older one says that and what to do. */
class OlderControllerTest extends ControllerFixture {
    private static final int NEWER = FlowCompiler.VERSION + 1;
    private static final Setting PIPELINE = Setting.key("external_ids", "landbridge-pipeline");
    private static final Flow NEWER_FLOW =
            new Flow(new FlowKey(0, 7, Match.ALL), Cookie.of(1, NEWER, 3), ImmutableList.of());

    private FakeSwitch switch01;
    private int bridgeEdits;
    private int flowEdits;

    /** A host that is as it should be; then nobody looks while a newer controller makes it another. */
    @BeforeEach
    void joinAndStop() throws Exception {
        switch01 = join(1);
        controller.close();
        controller = controller(NEVER);
        bridgeEdits = database(1).history().size();
    }

    @Test
    void aNewerBridgeIsLeftAloneWithItsFlows() throws Exception {
        takenOverByNewer();
        controller.start();
        awaitRefused(Type.BRIDGE_READY);
        awaitRefused(Type.FLOWS_IN_SYNC);
        assertUntouched();
        assertThat(controller.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.unknown().orElseThrow()).contains("pipeline version " + NEWER);
        });
    }

    @Test
    void aNewIntentChangesNothingOnANewerBridge() throws Exception {
        takenOverByNewer();
        controller.start();
        awaitRefused(Type.BRIDGE_READY);
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), false);
        Eventually.holds(
                "the new intent was looked at",
                () -> controller.hosts().get(0).status().target()
                        == controller.intent().revision(),
                this::state);
        awaitRefused(Type.BRIDGE_READY);
        assertUntouched();
    }

    @Test
    void newerFlowsAreLeftAloneOnABridgeThatDoesNotSayOfWhichPipelineItIs() throws Exception {
        switch01.apply(ImmutableList.of(new FlowEdit.Add(NEWER_FLOW)));
        flowEdits = switch01.history().size();
        controller.start();
        awaitRefused(Type.FLOWS_IN_SYNC);
        assertUntouched();
    }

    @Test
    void whatTheNewerMadeIsTakenAwayAndTheOlderGoesOn() throws Exception {
        takenOverByNewer();
        controller.start();
        awaitRefused(Type.BRIDGE_READY);
        switch01.apply(ImmutableList.of(new FlowEdit.Delete(NEWER_FLOW)));
        database(1).tamper(BRIDGE, PIPELINE, Integer.toString(FlowCompiler.VERSION));
        awaitConverged(1);
    }

    /** Everything a newer one could do: its flows, its mark, and settings of which this controller knows other values. */
    private void takenOverByNewer() throws Exception {
        switch01.apply(ImmutableList.of(new FlowEdit.Add(NEWER_FLOW)));
        flowEdits = switch01.history().size();
        database(1).tamper(BRIDGE, PIPELINE, Integer.toString(NEWER));
        database(1).tamper(BRIDGE, Setting.column("protocols"), "OpenFlow13,OpenFlow15");
    }

    private void awaitRefused(Type type) {
        Eventually.holds(
                type + " refused",
                () -> controller.hosts().get(0).status().conditions().stream()
                        .anyMatch(found -> found.type() == type
                                && found.status() == Condition.Status.FALSE
                                && found.reason().equals("Refused")
                                && found.message().contains("run the newer controller again")),
                this::state);
    }

    private void assertUntouched() {
        assertThat(database(1).history()).hasSize(bridgeEdits);
        assertThat(switch01.history()).hasSize(flowEdits);
        assertThat(switch01.flows()).contains(NEWER_FLOW);
    }
}
