package io.landbridge.port.out;

/**
 * One connection of whoever says that it is a host. Every call returns at once, does nothing if the connection is gone,
 * and may be made from any thread.
 */
public interface Peer {

    /** Asks whether it is alive; {@code answered} is called once it says so, from the connection's own thread. */
    void echo(Runnable answered);

    /** Has it found by that identity from now on, unless it claims another by now. */
    void admit(PeerIdentity identity);

    /** Ends the connection. The host keeps its bridge and its flows, and may dial again. */
    void close();
}
