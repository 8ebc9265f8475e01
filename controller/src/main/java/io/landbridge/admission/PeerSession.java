package io.landbridge.admission;

import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;

/** A connection with one claim; another claim of the same connection is another session. */
final class PeerSession {
    /** The two connections of a host. */
    enum Channel {
        OVSDB,
        OPEN_FLOW
    }

    private final Peer peer;
    private final PeerIdentity identity;

    PeerSession(Peer peer, PeerIdentity identity) {
        this.peer = peer;
        this.identity = identity;
    }

    Peer peer() {
        return peer;
    }

    PeerIdentity identity() {
        return identity;
    }

    String address() {
        return identity.address();
    }

    Channel channel() {
        return identity.claim() instanceof Claim.Database ? Channel.OVSDB : Channel.OPEN_FLOW;
    }

    boolean isFrom(String address) {
        return identity.address().equals(address);
    }
}
