package io.landbridge.flow;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * A flow as it stands in a switch; two flows are equal if a packet and a flow dump cannot tell them apart.
 *
 * @param key what identifies it
 * @param cookie whose it is
 * @param actions what it does, in order; drops if empty
 */
public record Flow(FlowKey key, Cookie cookie, ImmutableList<Action> actions) {
    public Flow {
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Action.GotoTable next
                    && (next.table() <= key.table() || i < actions.size() - 1)) {
                throw new IllegalArgumentException(next + " must come last and lead to a later table: " + key);
            }
        }
    }

    /** The actions as {@code ovs-ofctl} writes them. */
    public String actionText() {
        return actions.isEmpty() ? "drop" : Joiner.on(',').join(actions);
    }

    @Override
    public String toString() {
        return "cookie=" + cookie + "," + key + " actions=" + actionText();
    }
}
