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
    private final String reason;
    private Match match = Match.ALL;

    RuleBuilder(Stage stage, Priority priority, String reason) {
        this.stage = stage;
        this.priority = priority;
        this.reason = reason;
    }

    RuleBuilder when(FieldMatch... matches) {
        match = Match.of(matches);
        return this;
    }

    Draft then(Action... actions) {
        FlowKey key = new FlowKey(stage.table(), priority.value(), match);
        return new Draft(stage, key, ImmutableList.copyOf(actions), reason);
    }

    /** All of a rule but its cookie, which it shares with its group. */
    record Draft(Stage stage, FlowKey key, ImmutableList<Action> actions, String reason) {
        FlowRule withCookie(Cookie cookie) {
            Flow flow = new Flow(key, cookie, actions);
            stage.check(flow);
            return new FlowRule(stage, flow, reason);
        }
    }
}
