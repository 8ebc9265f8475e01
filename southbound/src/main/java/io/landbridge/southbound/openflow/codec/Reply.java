package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.DatapathId;

/** What a switch says, in our words. */
public sealed interface Reply {

    /**
     * The versions it speaks (OpenFlow 1.3.5 §7.5.1).
     *
     * @param versions wire versions; 4 is OpenFlow 1.3
     */
    record Hello(ImmutableSet<Integer> versions) implements Reply {}

    /**
     * Who it is (OpenFlow 1.3.5 §7.3.1).
     *
     * @param auxiliaryId 0 for a switch's main connection
     */
    record Features(DatapathId datapathId, int auxiliaryId) implements Reply {}

    /** It has done what it was asked, and there is no more to say: an echo, a barrier, a step of a bundle. */
    record Done() implements Reply {}

    /**
     * Some of the flows asked for (OpenFlow 1.3.5 §7.3.5.2).
     *
     * @param unreadable flows that use what our vocabulary lacks
     * @param more whether another part follows
     */
    record FlowStats(ImmutableList<InstalledFlow> flows, ImmutableList<UnreadableFlow> unreadable, boolean more)
            implements Reply {}

    /** How many flows there are of those asked for (OpenFlow 1.3.5 §7.3.5.3). */
    record FlowCount(long flows) implements Reply {}

    /** A flow of which we know whose it is and where, and why we cannot say what it does. */
    record UnreadableFlow(Cookie cookie, int table, int priority, String reason) {
        @Override
        public String toString() {
            return "cookie=" + cookie + ",table=" + table + ",priority=" + priority + " (" + reason + ")";
        }
    }

    /**
     * It understood and said no, or the request could not be sent (OpenFlow 1.3.5 §7.5.4).
     *
     * @param type what is wrong, or {@link #NOT_SENT}
     * @param reason type and code by name, such as {@code FLOW_MOD_FAILED/TABLE_FULL}
     */
    record Refusal(int type, String reason) implements Reply {
        /** The type of what did not come from the switch. */
        public static final int NOT_SENT = -1;

        private static final int BAD_REQUEST = 1;

        /** Whether the switch does not know this kind of request at all. */
        public boolean isUnknownRequest() {
            return type == BAD_REQUEST;
        }
    }

    /** Something that we never asked for. */
    record Unsolicited(String what) implements Reply {}
}
