package io.landbridge.flow;

/**
 * What makes a flow this one and no other within its switch (OpenFlow 1.3.5 §5.2).
 *
 * @param table 0 to 253
 * @param priority 0 to 65,535; of the flows that match a packet the highest wins
 * @param match the packets it is for
 */
public record FlowKey(int table, int priority, Match match) {
    public FlowKey {
        if (table < 0 || table > 253 || priority < 0 || priority > 65_535) {
            throw new IllegalArgumentException("no such table or priority: " + table + ", " + priority);
        }
    }

    @Override
    public String toString() {
        return "table=" + table + ",priority=" + priority + "," + match;
    }
}
