package io.landbridge.port.out;

/**
 * Decides which connections are the hosts that they claim to be. It is told from the connections' own threads, in the
 * order of things for each connection, and must return at once; it decides by {@link Peer#admit} and {@link Peer#close}.
 */
public interface AdmissionControl {

    /** A peer has said who it is, perhaps another than before. */
    void claims(Peer peer, PeerIdentity identity);

    /** A peer's connection is gone. */
    void closed(Peer peer);
}
