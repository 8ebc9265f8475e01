package io.landbridge.southbound;

import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;

/** Believes everybody: the newest is taken. */
public class AdmitAll implements AdmissionControl {
    @Override
    public void claims(Peer peer, PeerIdentity identity) {
        peer.admit(identity);
    }

    @Override
    public void closed(Peer peer) {
        // nobody waits for its place
    }
}
