package io.landbridge.flow;

import io.landbridge.model.Ipv4Address;

/** What a flow does with a packet; a flow without actions drops it. */
public sealed interface Action {

    /** Writes a field of the packet or of the tunnel it is about to enter. */
    record SetField(Field field, long value) implements Action {
        @Override
        public String toString() {
            boolean isAddress = field == Field.TUNNEL_SRC || field == Field.TUNNEL_DST;
            String text = isAddress ? new Ipv4Address((int) value).toString() : Long.toUnsignedString(value);
            return "set_field:" + text + "->" + field.ovsName();
        }
    }

    /** Sends the packet out of a port. */
    record Output(Port port) implements Action {
        @Override
        public String toString() {
            return "output:" + port;
        }
    }

    /**
     * Goes on in a later table; always the last action.
     *
     * @param table number of the table, above the flow's own (OpenFlow 1.3.5 §5.1)
     */
    record GotoTable(int table) implements Action {
        @Override
        public String toString() {
            return "goto_table:" + table;
        }
    }
}
