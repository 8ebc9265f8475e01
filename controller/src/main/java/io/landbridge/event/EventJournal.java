package io.landbridge.event;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.landbridge.model.HostId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest events, and a word to those who follow them. A follower keeps its place and nothing else, so a slow one
 * costs nothing and holds nobody up: it loses the oldest and is told so.
 */
public final class EventJournal {
    /** How many events are remembered. */
    public static final int CAPACITY = 2_000;

    /** Characters of a message that are remembered: what was refused can be of any length. */
    private static final int LONGEST = 1_000;

    private static final ImmutableSet<Event.Type> WARNINGS =
            ImmutableSet.of(Event.Type.SWITCH_REFUSED, Event.Type.IDENTITY_CONFLICT, Event.Type.PEER_REFUSED);

    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);

    /** Ids of one life begin at its start in milliseconds, times this: above all of the life before, within 2^53. */
    private static final long IDS_PER_MILLISECOND = 1_000;

    private final Clock clock;
    private final long first;
    private final Event[] ring = new Event[CAPACITY];
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private long next;

    /** A journal without an event. */
    public EventJournal(Clock clock) {
        this.clock = clock;
        this.first = clock.millis() * IDS_PER_MILLISECOND;
        this.next = first;
    }

    /** Adds what happened just now, logs it and wakes those who follow. */
    public void add(Event.Type type, Optional<HostId> host, String message, Optional<Actor> actor) {
        Event event;
        synchronized (ring) {
            event = new Event(next, clock.instant(), type, host, Ascii.truncate(message, LONGEST, "…"), actor);
            ring[slot(next)] = event;
            next++;
        }
        if (WARNINGS.contains(type)) {
            LOG.warn("{}", event);
        } else {
            LOG.info("{}", event);
        }
        followers.forEach(Runnable::run);
    }

    /** The latest events that pass the filter, newest first, at most so many. */
    public ImmutableList<Event> latest(Predicate<Event> filter, int limit) {
        return from(Long.MIN_VALUE).reverse().stream()
                .filter(filter)
                .limit(limit)
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Follows what happens from now on.
     *
     * @param after id of the last event that was seen, to go on from there; empty to begin with the next event
     * @param host the host that it shall be about; empty for all events
     * @param wake called when there may be something to take; from the thread to which it happened, so it must return
     *     at once
     */
    public EventFeed follow(OptionalLong after, Optional<HostId> host, Runnable wake) {
        followers.add(wake);
        return new EventFeed(this, after.orElseGet(this::last), host, () -> followers.remove(wake));
    }

    /** All that is remembered of what happened after an event, oldest first; begins with a gap if some of it is not. */
    ImmutableList<Event> after(long seen) {
        synchronized (ring) {
            ImmutableList<Event> events = from(seen + 1);
            long oldest = events.isEmpty() ? next : events.get(0).id();
            if (oldest == seen + 1) {
                return events;
            }
            return ImmutableList.<Event>builder()
                    .add(gap(seen, oldest))
                    .addAll(events)
                    .build();
        }
    }

    /** What is remembered from an id on; all of it if the id is one that was never given. */
    private ImmutableList<Event> from(long id) {
        synchronized (ring) {
            long oldest = Math.max(first, next - CAPACITY);
            long begin = id > next ? oldest : Math.max(id, oldest);
            ImmutableList.Builder<Event> events = ImmutableList.builder();
            for (long at = begin; at < next; at++) {
                events.add(ring[slot(at)]);
            }
            return events.build();
        }
    }

    private Event gap(long seen, long oldest) {
        String message = "what happened between event " + seen + " and event " + oldest
                + " is not remembered: it is more than " + CAPACITY + " events ago, or before the controller's start";
        return new Event(oldest - 1, clock.instant(), Event.Type.GAP, Optional.empty(), message, Optional.empty());
    }

    private long last() {
        synchronized (ring) {
            return next - 1;
        }
    }

    private static int slot(long id) {
        return (int) (id % CAPACITY);
    }

    /** How many follow. */
    int followers() {
        return followers.size();
    }
}
