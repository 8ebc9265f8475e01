package io.landbridge.pipeline;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;

/** Reads like the sentence it stands for: a rule of a stage, because of something, when a packet matches, then acts. */
final class RuleBuilder {
    private final Stage stage;
    private final Priority priority;
    private Match match = Match.ALL;

    RuleBuilder(Stage stage, Priority priority) {
        this.stage = stage;
        this.priority = priority;
    }

    RuleBuilder when(FieldMatch... matches) {
        match = Match.of(matches);
        return this;
    }

    Draft then(Action... actions) {
        return new Draft(stage, new FlowKey(stage.table(), priority.value(), match), ImmutableList.copyOf(actions));
    }

    /** All of a rule but whose it is and why, which its group says for all of its rules. */
    record Draft(Stage stage, FlowKey key, ImmutableList<Action> actions) {
        FlowRule because(String reason, Cookie cookie) {
            Flow flow = new Flow(key, cookie, actions);
            stage.check(flow);
            return new FlowRule(stage, flow, reason);
        }
    }
}
