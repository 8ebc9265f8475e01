package io.landbridge.southbound.openflow.codec;

import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.port.out.DeviceException;

/**
 * One connection of one switch. What is sent is answered, if at all, through {@link Listener#received} under the same
 * xid; requests are sent in the order of the calls.
 */
public interface Connection {

    /** Where the switch is, for the log. */
    String peer();

    /** The switch's IP address. */
    String address();

    /** Says that we speak OpenFlow 1.3 (§7.5.1). */
    void hello(int xid);

    /** Asks who it is; answered by {@link Reply.Features}. */
    void features(int xid);

    /** Asks whether it is alive; answered by {@link Reply.Done}. */
    void echo(int xid);

    /** Has it finish all before, and report their errors, before all after; answered by {@link Reply.Done} (§6.2.2). */
    void barrier(int xid);

    /** Asks for the flows whose cookie passes; answered by one or more {@link Reply.FlowStats}. */
    void flowStats(int xid, CookieFilter filter);

    /** Asks how many flows there are whose cookie passes; answered by {@link Reply.FlowCount}. */
    void flowCount(int xid, CookieFilter filter);

    /**
     * Changes one flow at once; answered only if refused. Waits while too much is on its way, so it must not be called
     * from the connection's own thread.
     *
     * @throws DeviceException if the switch does not take what is on its way in time
     */
    void flowMod(int xid, FlowEdit edit) throws DeviceException;

    /** Takes a bundle through a step of its life (ONF EXT-230); answered by {@link Reply.Done}. */
    void bundle(int xid, int bundleId, BundleStep step);

    /** Puts a change into a bundle; as {@link #flowMod} otherwise. */
    void addToBundle(int xid, int bundleId, FlowEdit edit) throws DeviceException;

    /** It belongs here: it does not count among those who wait any more. From any thread; once is enough. */
    void admit();

    /**
     * Whether so many bytes can be kept of what it has said, in the place of those before, out of what is kept of all
     * switches; if not, none are. From any thread.
     */
    boolean keeps(long bytes);

    /** Ends the connection because of what it did, and says so to who watches for that. */
    void refuse(String reason);

    /** Ends the connection; {@link Listener#disconnected} follows. */
    void close();

    /** The steps of an atomic, ordered bundle of changes, with their numbers in a request; a reply's is one above. */
    enum BundleStep {
        OPEN(0),
        CLOSE(2),
        COMMIT(4),
        DISCARD(6);

        private final int request;

        BundleStep(int request) {
            this.request = request;
        }

        int request() {
            return request;
        }
    }

    /** Hears of one connection, from that connection's own thread. */
    interface Listener {
        /** The connection is up; more than once over TLS. */
        void ready();

        void received(int xid, Reply reply);

        /** Nothing came for a while. */
        void idle();

        /** The connection is gone for good. */
        void disconnected();
    }
}
