package io.landbridge.southbound;

import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;

/** Believes everybody who says who they are: the newest is taken. */
public class AdmitAll implements AdmissionControl {
    @Override
    public void claims(Peer peer, PeerIdentity identity) {
        if (!(identity.claim() instanceof Claim.Database database)
                || database.host().isPresent()) {
            peer.admit(identity);
        }
    }

    @Override
    public void closed(Peer peer) {
        // nobody waits for its place
    }
}
