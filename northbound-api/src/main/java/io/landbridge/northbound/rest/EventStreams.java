package io.landbridge.northbound.rest;

import io.landbridge.event.Event;
import io.landbridge.event.EventFeed;
import io.landbridge.model.HostId;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.EventJson;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends events to all who follow them, by one thread. A follower is sent one event at a time, so that a slow one keeps
 * nothing in memory; one that does not take an event from one heartbeat to the next is dropped.
 */
@Component(service = EventStreams.class)
public final class EventStreams {
    /** So many may follow at a time: a slow one holds a thread of the web server. */
    static final int MOST = 50;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final RunningOverlay overlay;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sender = new Thread(task, "landbridge-events");
        sender.setDaemon(true);
        return sender;
    });

    @Activate
    public EventStreams(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Sends events until the client goes, or the controller does.
     *
     * @throws UnavailableException if too many follow already
     */
    void open(Overlay running, OptionalLong after, Optional<HostId> host, SseEventSink sink, Sse sse) {
        if (streams.size() >= MOST) {
            throw new UnavailableException(MOST + " clients follow the events already: close one, or read the list");
        }
        Stream stream = new Stream(running, after, host, sink, sse);
        streams.add(stream);
        submit(stream::greet);
    }

    /** How many follow. */
    int count() {
        return streams.size();
    }

    /** Sends a sign of life to all, by which those that have gone are found out. */
    void beat() {
        streams.forEach(stream -> submit(stream::beat));
    }

    @Deactivate
    public void close() {
        submit(() -> streams.forEach(Stream::close));
        thread.shutdown();
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closing) {
            // Closing closes the streams, too.
        }
    }

    /** One follower; all but its making happens on the one thread. */
    private final class Stream {
        private final Overlay source;
        private final EventFeed feed;
        private final SseEventSink sink;
        private final Sse sse;
        private final Queue<Event> taken = new ArrayDeque<>();
        private boolean sending;
        private boolean late;

        Stream(Overlay source, OptionalLong after, Optional<HostId> host, SseEventSink sink, Sse sse) {
            this.source = source;
            this.sink = sink;
            this.sse = sse;
            this.feed = source.follow(after, host, () -> submit(this::sendNext));
        }

        /** Shows the client at once that it is connected. */
        void greet() {
            send(sse.newEventBuilder().comment("events follow").build());
        }

        void sendNext() {
            if (sending || !streams.contains(this)) {
                return;
            }
            if (taken.isEmpty()) {
                taken.addAll(feed.take());
            }
            Event next = taken.poll();
            if (next != null) {
                send(message(next));
            }
        }

        /** A client that went on to another controller's journal comes back and says where it was. */
        void beat() {
            if (late || sink.isClosed() || !overlay.isRunning(source)) {
                close();
            } else if (sending) {
                late = true;
            } else {
                send(sse.newEventBuilder().comment("still here").build());
            }
        }

        private OutboundSseEvent message(Event event) {
            return sse.newEventBuilder()
                    .id(Long.toString(event.id()))
                    .name(event.type().label())
                    .data(Json.tree(EventJson.of(event)).toString())
                    .build();
        }

        private void send(OutboundSseEvent message) {
            sending = true;
            try {
                sink.send(message).whenComplete((done, failure) -> submit(() -> sent(failure == null)));
            } catch (IllegalStateException closed) {
                close();
            }
        }

        private void sent(boolean well) {
            sending = false;
            late = false;
            if (well) {
                sendNext();
            } else {
                close();
            }
        }

        void close() {
            streams.remove(this);
            feed.close();
            sink.close();
        }
    }
}
