package io.landbridge.model;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Arrays;

/**
 * What containers reach of the Docker hosts themselves. Containers reach each other either way.
 *
 * @param mode whether they reach all ports of a host or none
 * @param allow what they reach of a host that is shut; at most {@value #MOST_ALLOWED}
 */
public record HostAccess(Mode mode, ImmutableSortedSet<ServicePort> allow) {
    /** More than one host's containers need, and few enough to stand in a line. */
    public static final int MOST_ALLOWED = 16;

    /** What a host that was made before there was a choice does. */
    public static final HostAccess OPEN = new HostAccess(Mode.OPEN, ImmutableSortedSet.of());

    public static final HostAccess SHUT = new HostAccess(Mode.SHUT, ImmutableSortedSet.of());

    /** Whether containers reach the hosts. */
    public enum Mode {
        /** All ports, as the hosts' own firewalls would let in a trusted network. */
        OPEN,
        /** Nothing but echo requests and what is allowed. */
        SHUT;

        /**
         * Reads {@code open} or {@code shut}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        public static Mode parse(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is neither open nor shut"));
        }

        @Override
        public String toString() {
            return Ascii.toLowerCase(name());
        }
    }

    public HostAccess {
        new Violations()
                .require(
                        allow.size() <= MOST_ALLOWED,
                        "hostAccessAllow",
                        "%d ports are too many: at most %d",
                        allow.size(),
                        MOST_ALLOWED)
                .refuse();
    }

    /** What is allowed as one text, such as {@code 53/tcp,53/udp}; empty if nothing is. */
    public String allowed() {
        return Joiner.on(',').join(allow);
    }
}
