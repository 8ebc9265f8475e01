package io.landbridge.event;

import io.landbridge.model.HostId;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened.
 *
 * @param id grows by one with every event; after a restart it goes on well above
 * @param time when it happened
 * @param type what it was
 * @param host the host that it happened to; empty if it was not about one
 * @param message what happened and why, for people
 * @param actor who asked for it; empty if nobody did
 */
public record Event(long id, Instant time, Type type, Optional<HostId> host, String message, Optional<Actor> actor) {

    /** What can happen. */
    public enum Type {
        CONTROLLER_STARTED("ControllerStarted"),
        FABRIC_CHANGED("FabricChanged"),
        HOST_ADDED("HostAdded"),
        HOST_CHANGED("HostChanged"),
        /** It was asked to leave. */
        HOST_REMOVED("HostRemoved"),
        /** It has left, or was forgotten. */
        HOST_GONE("HostGone"),
        /** A change was asked for and not made. */
        INPUT_REFUSED("InputRefused"),
        HOST_CONNECTED("HostConnected"),
        HOST_DISCONNECTED("HostDisconnected"),
        HOST_CONVERGED("HostConverged"),
        /** It was as it should be and is not any more, without a change of intent. */
        HOST_DIVERGED("HostDiverged"),
        /** It differed from what it should be without a change of intent, and was put right. */
        DRIFT_REPAIRED("DriftRepaired"),
        SWITCH_REFUSED("SwitchRefused"),
        /** Its underlay carries less than the fabric's MTU needs. */
        UNDERLAY_MTU_TOO_SMALL("UnderlayMtuTooSmall"),
        /** Two machines claim to be the host. */
        IDENTITY_CONFLICT("IdentityConflict"),
        /** Somebody connected who is no host of the fabric, or does not speak as one. */
        PEER_REFUSED("PeerRefused"),
        /** Events that a follower should see are no longer remembered. */
        GAP("Gap");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        /** Its name in the API. */
        public String label() {
            return label;
        }
    }

    /** One line, as the log has it. */
    @Override
    public String toString() {
        return type.label() + host.map(id -> " " + id).orElse("") + ": " + message
                + actor.map(who -> " (" + who + ")").orElse("");
    }
}
