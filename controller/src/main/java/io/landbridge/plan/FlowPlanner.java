package io.landbridge.plan;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.pipeline.FlowRule;
import io.landbridge.pipeline.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds what has to change for a switch's flows to be as they should; pure. */
public final class FlowPlanner {
    private FlowPlanner() {}

    /**
     * The edits that lead from the installed flows to the desired ones: first what is added and modified, then what is
     * deleted, so that no packet is dropped that both states allow.
     *
     * @param desired groups of rules; no two of them hold the same flow key
     * @param installed flows that were read, ours alone
     */
    public static ImmutableList<Change.OfFlow> diff(Collection<FlowGroup> desired, Collection<Flow> installed) {
        Map<FlowKey, Flow> left = new HashMap<>();
        installed.forEach(flow -> left.put(flow.key(), flow));
        ImmutableList.Builder<Change.OfFlow> changes = ImmutableList.builder();
        for (FlowGroup group : desired) {
            for (FlowRule rule : group.rules().values()) {
                Flow found = left.remove(rule.flow().key());
                if (found == null) {
                    changes.add(change(new FlowEdit.Add(rule.flow()), rule.stage(), rule.reason()));
                } else if (!found.equals(rule.flow())) {
                    changes.add(change(new FlowEdit.Modify(rule.flow()), rule.stage(), rule.reason()));
                }
            }
        }
        left.values().forEach(flow -> changes.add(deletion(flow)));
        return changes.build();
    }

    private static Change.OfFlow change(FlowEdit edit, Stage stage, String reason) {
        return new Change.OfFlow(edit, stage.label(), reason);
    }

    private static Change.OfFlow deletion(Flow flow) {
        String stage = Stage.ofTable(flow.key().table()).map(Stage::label).orElse("none of ours");
        return new Change.OfFlow(new FlowEdit.Delete(flow), stage, "nothing in the intent needs it any more");
    }
}
