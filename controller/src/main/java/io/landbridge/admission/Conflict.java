package io.landbridge.admission;

import io.landbridge.model.HostId;

/**
 * Two machines that claim to be one host.
 *
 * @param host the host
 * @param incumbent address of the machine that is taken for it
 * @param claimant address of the machine that is refused
 */
public record Conflict(HostId host, String incumbent, String claimant) {

    /** Who claims to be whom, who is believed, and the remedy. */
    public String message() {
        return "two machines say that they are " + host + ": " + incumbent + " is taken for it, " + claimant
                + " is refused. If " + claimant + " is a copied machine, give it a name of its own there:"
                + " 'landbridge-host join CONTROLLER --name ID'. If " + incumbent
                + " is the copy, rename it there and " + claimant + " is taken";
    }
}
