package io.landbridge.southbound.openflow;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one connection that are not answered yet, by transaction id (OpenFlow 1.3.5 §7.1). */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    /** Ten times what a host of a fabric of 300 needs while a change goes on; about 20 MB on the heap. */
    static final int MOST_FLOWS = 32_768;

    /** About what a flow that was read takes on the heap, and a part of a reply without any. */
    private static final int FLOW_BYTES = 600;

    private final Connection connection;
    private final String peer;
    private final Duration timeout;
    private final AtomicLong keptBytes = new AtomicLong();
    private final AtomicInteger nextXid = new AtomicInteger(1);
    private final Map<Integer, Request> pending = new ConcurrentHashMap<>();
    private final Set<Refusals> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param connection what they are sent on, which is closed if a reply has no end
     * @param timeout how long a request may take
     */
    Requests(Connection connection, Duration timeout) {
        this.connection = connection;
        this.peer = connection.peer();
        this.timeout = timeout;
    }

    /** A transaction id for a message that has no answer. */
    int nextXid() {
        return nextXid.getAndIncrement();
    }

    /** Transaction ids for a run of messages that are answered only if they are refused; to be closed after use. */
    Refusals watch(int count) {
        Refusals watch = new Refusals(nextXid.getAndAdd(count), count, watches::remove);
        watches.add(watch);
        return watch;
    }

    /** Sends a request and returns the one reply to it, a refusal too. */
    Reply ask(IntConsumer request) throws DeviceException {
        return askForAll(request).get(0);
    }

    /** Sends a request and returns all parts of the reply to it. */
    ImmutableList<Reply> askForAll(IntConsumer request) throws DeviceException {
        try {
            return start(request).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Kind.TIMED_OUT, "interrupted while waiting for the switch at " + peer, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DeviceException failure
                    ? new DeviceException(failure.kind(), failure.getMessage(), e)
                    : new DeviceException(
                            Kind.TIMED_OUT,
                            "the switch at " + peer + " has not answered for " + timeout.toSeconds() + " s",
                            e);
        }
    }

    /** Sends a request without waiting; neither is called if the connection ends before. */
    void send(IntConsumer request, Consumer<Reply> onReply, Runnable onTimeout) {
        var unused = start(request).whenComplete((replies, failure) -> {
            if (replies != null) {
                onReply.accept(replies.get(0));
            } else if (Throwables.getRootCause(failure) instanceof TimeoutException) {
                onTimeout.run();
            }
        });
    }

    private CompletableFuture<ImmutableList<Reply>> start(IntConsumer request) {
        int xid = nextXid();
        Request sent = new Request();
        pending.put(xid, sent);
        CompletableFuture<ImmutableList<Reply>> answer = sent.answer
                .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((replies, failure) -> end(xid, sent));
        if (closed) {
            sent.answer.completeExceptionally(disconnected());
        } else {
            request.accept(xid);
        }
        return answer;
    }

    private void end(int xid, Request request) {
        pending.remove(xid);
        var unused = connection.keeps(keptBytes.addAndGet(-request.bytes()));
    }

    /** Takes what the switch has answered. */
    void received(int xid, Reply reply) {
        Request request = pending.get(xid);
        if (request != null && reply instanceof Reply.FlowStats stats && !fits(request, stats)) {
            String reason = "its reply has more than " + MOST_FLOWS + " flows, or all replies together do";
            request.answer.completeExceptionally(
                    new DeviceException(Kind.MALFORMED, "the switch at " + peer + ": " + reason));
            connection.refuse(reason);
        } else if (request != null) {
            request.received(reply);
        } else if (reply instanceof Reply.Refusal refusal && !closed) {
            watches.stream()
                    .filter(watch -> watch.covers(xid))
                    .findFirst()
                    .ifPresentOrElse(
                            watch -> watch.note(xid, refusal),
                            () -> LOG.warn("the switch at {} reports {} (xid {})", peer, refusal.reason(), xid));
        } else {
            LOG.debug("the switch at {} says what nobody waits for: {}", peer, reply);
        }
    }

    /** Counts the flows of a part before it is kept; a part without any counts too, else it could have no end. */
    private boolean fits(Request request, Reply.FlowStats part) {
        int flows = 1 + part.flows().size() + part.unreadable().size();
        boolean heldByAll = connection.keeps(keptBytes.addAndGet((long) flows * FLOW_BYTES));
        return request.count(flows) <= MOST_FLOWS && heldByAll;
    }

    /** Ends all waiting, now and from now on: the connection is gone. */
    void close() {
        closed = true;
        pending.values().forEach(request -> request.answer.completeExceptionally(disconnected()));
    }

    private DeviceException disconnected() {
        return new DeviceException(Kind.DISCONNECTED, "the switch at " + peer + " has disconnected");
    }

    /** One request and the parts of its answer so far. */
    private static final class Request {
        private final CompletableFuture<ImmutableList<Reply>> answer = new CompletableFuture<>();
        private final List<Reply> parts = new ArrayList<>();
        private int flows;

        synchronized int count(int more) {
            flows += more;
            return flows;
        }

        synchronized long bytes() {
            return (long) flows * FLOW_BYTES;
        }

        synchronized void received(Reply reply) {
            parts.add(reply);
            boolean more = reply instanceof Reply.FlowStats stats && stats.more();
            if (!more) {
                answer.complete(ImmutableList.copyOf(parts));
            }
        }
    }
}
