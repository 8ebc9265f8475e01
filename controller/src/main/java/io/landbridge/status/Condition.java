package io.landbridge.status;

import java.time.Instant;

/**
 * One thing that is true of a host or not.
 *
 * @param type what it is about
 * @param status whether it holds
 * @param reason why, one CamelCase word for programs
 * @param message why, for people, with the remedy where there is one
 * @param since when the status last changed
 */
public record Condition(Type type, Status status, String reason, String message, Instant since) {

    /** What can be known of a host, in the order in which a host joins. */
    public enum Type {
        OVSDB_CONNECTED("OvsdbConnected"),
        BRIDGE_READY("BridgeReady"),
        OPEN_FLOW_CONNECTED("OpenFlowConnected"),
        FLOWS_IN_SYNC("FlowsInSync"),
        HELPER_READY("HelperReady"),
        /** Advice: what will not work well there; a host converges without it. */
        HOST_FIT("HostFit"),
        /** Two machines claim to be the host: the one condition that is well when it is false. */
        IDENTITY_CONFLICT("IdentityConflict"),
        CONVERGED("Converged");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** Its name in the API. */
        public String label() {
            return label;
        }

        /** Whether a host has not converged until it holds. */
        public boolean isRequired() {
            return this != HOST_FIT && this != IDENTITY_CONFLICT && this != CONVERGED;
        }
    }

    /** Whether a condition holds. */
    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Its name in the API. */
        public String label() {
            return label;
        }
    }
}
