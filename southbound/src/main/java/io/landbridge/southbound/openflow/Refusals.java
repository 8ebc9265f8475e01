package io.landbridge.southbound.openflow;

import io.landbridge.southbound.openflow.codec.Reply;
import java.util.Optional;
import java.util.function.Consumer;

/** Notes the first refusal among a run of requests that are otherwise not answered. */
final class Refusals implements AutoCloseable {
    private final int firstXid;
    private final int count;
    private final Consumer<Refusals> onClose;
    private volatile Optional<Refused> first = Optional.empty();

    Refusals(int firstXid, int count, Consumer<Refusals> onClose) {
        this.firstXid = firstXid;
        this.count = count;
        this.onClose = onClose;
    }

    int xid(int index) {
        return firstXid + index;
    }

    boolean covers(int xid) {
        return Integer.compareUnsigned(xid - firstXid, count) < 0;
    }

    synchronized void note(int xid, Reply.Refusal refusal) {
        if (first.isEmpty()) {
            first = Optional.of(new Refused(xid - firstXid, refusal.reason()));
        }
    }

    Optional<Refused> first() {
        return first;
    }

    @Override
    public void close() {
        onClose.accept(this);
    }

    /** Which of the requests was refused, from 0, and why. */
    record Refused(int index, String reason) {}
}
