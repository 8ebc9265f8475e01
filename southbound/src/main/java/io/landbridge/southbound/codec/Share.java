package io.landbridge.southbound.codec;

/**
 * What is kept of one connection's words, out of what may be kept of all such connections together; given back when the
 * connection is gone.
 */
public final class Share {
    private final Stranger peer;
    private ByteBudget budget;
    private long held;
    private boolean gone;

    public Share(Stranger peer) {
        this.peer = peer;
        this.budget = peer.bytes();
        peer.whenGone(this::release);
    }

    /** Keeps so many bytes from now on, in the place of those before; false, and none kept, if they are too many. */
    public synchronized boolean hold(long bytes) {
        if (gone) {
            return true;
        }
        budget.giveBack(held);
        budget = peer.bytes();
        boolean fits = budget.take(bytes);
        held = fits ? bytes : 0;
        return fits;
    }

    private synchronized void release() {
        var unused = hold(0);
        gone = true;
    }
}
