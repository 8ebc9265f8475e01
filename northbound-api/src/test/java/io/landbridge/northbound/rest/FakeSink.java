package io.landbridge.northbound.rest;

import io.landbridge.fake.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.SseEventSink;

/** A client that takes events, or stops taking them, or breaks down. */
final class FakeSink implements SseEventSink {
    private final List<OutboundSseEvent> sent = new CopyOnWriteArrayList<>();
    private volatile boolean stalled;
    private volatile boolean broken;
    private volatile boolean closed;

    void stall() {
        stalled = true;
    }

    void breakDown() {
        broken = true;
    }

    List<OutboundSseEvent> sent() {
        return sent;
    }

    /** The ids of those that have one. */
    List<String> ids() {
        return sent.stream()
                .map(OutboundSseEvent::getId)
                .filter(Objects::nonNull)
                .toList();
    }

    void awaitMessages(int count) {
        Eventually.holds(count + " messages", () -> sent.size() >= count, () -> sent);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
        CompletionStage<?> answer = answer();
        sent.add(event);
        return answer;
    }

    private CompletionStage<?> answer() {
        if (broken) {
            return CompletableFuture.failedFuture(new IOException("broken pipe"));
        }
        return stalled ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
