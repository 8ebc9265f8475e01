package io.landbridge.port.out;

import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import java.util.Optional;

/** Who a peer is, as far as its connection tells. */
public sealed interface PeerIdentity {

    /** Whom it speaks for, on which channel. */
    Claim claim();

    /** The peer's end of the connection, an IP address as text. */
    String address();

    /** Whether the controller has dialled it, at an address that the admin configured. */
    boolean isDialled();

    /** What a peer says of itself, without proof. */
    record Claimed(Claim claim, String address, boolean isDialled) implements PeerIdentity {}

    /** Whom a peer speaks for. */
    sealed interface Claim {

        /** A database, over OVSDB; empty while it names no host, or none that can be. */
        record Database(Optional<HostId> host) implements Claim {}

        /** A switch, over OpenFlow. */
        record Datapath(DatapathId id) implements Claim {}
    }
}
