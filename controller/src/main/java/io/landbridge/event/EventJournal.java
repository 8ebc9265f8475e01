package io.landbridge.event;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.landbridge.model.HostId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest events, and a word to those who follow them. Those that people caused are kept apart, so that no host can
 * make them be forgotten. A follower keeps its place and nothing else, so a slow one costs nothing and holds nobody up: it
 * loses the oldest and is told so.
 */
public final class EventJournal {
    /** How many events are remembered that nobody asked for. */
    public static final int CAPACITY = 2_000;

    /** How many events are remembered that somebody asked for: changes of the intent, and what was refused. */
    public static final int CAPACITY_OF_ACTORS = 1_000;

    /** Characters of a message that are remembered: what was refused can be of any length. */
    private static final int LONGEST = 1_000;

    private static final ImmutableSet<Event.Type> WARNINGS = ImmutableSet.of(
            Event.Type.SWITCH_REFUSED,
            Event.Type.UNDERLAY_MTU_TOO_SMALL,
            Event.Type.IDENTITY_CONFLICT,
            Event.Type.PEER_REFUSED);

    private static final Logger LOG = LoggerFactory.getLogger(EventJournal.class);

    /** Ids of one life begin at its start in milliseconds, times this: above all of the life before, within 2^53. */
    private static final long IDS_PER_MILLISECOND = 1_000;

    private static final Comparator<Event> BY_ID = Comparator.comparingLong(Event::id);

    private final Clock clock;
    private final long first;
    private final EventRing ofHosts = new EventRing(CAPACITY);
    private final EventRing ofActors = new EventRing(CAPACITY_OF_ACTORS);
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
        synchronized (this) {
            event = new Event(next, clock.instant(), type, host, Ascii.truncate(message, LONGEST, "…"), actor);
            (actor.isPresent() ? ofActors : ofHosts).add(event);
            next++;
        }
        if (WARNINGS.contains(type)) {
            LOG.warn("{}", event);
        } else {
            LOG.info("{}", event);
        }
        followers.forEach(EventJournal::wake);
    }

    /** One follower that fails keeps no other from hearing of it, nor what happened from going on. */
    private static void wake(Runnable follower) {
        try {
            follower.run();
        } catch (RuntimeException defect) {
            LOG.error("{} failed over an event", follower, defect);
        }
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

    /** All that is remembered of what happened after an event, oldest first; with a gap where some of it is not. */
    synchronized ImmutableList<Event> after(long seen) {
        long lost = Math.max(first - 1, Math.max(ofHosts.lastLost(), ofActors.lastLost()));
        boolean neverGiven = seen >= next;
        ImmutableList<Event> events = from(neverGiven ? Long.MIN_VALUE : seen + 1);
        if (seen >= lost && !neverGiven) {
            return events;
        }
        return Stream.concat(Stream.of(gap(seen, lost)), events.stream())
                .sorted(BY_ID)
                .collect(ImmutableList.toImmutableList());
    }

    /** What is remembered from an id on. */
    private synchronized ImmutableList<Event> from(long id) {
        long before = id == Long.MIN_VALUE ? id : id - 1;
        return Stream.concat(ofHosts.after(before).stream(), ofActors.after(before).stream())
                .sorted(BY_ID)
                .collect(ImmutableList.toImmutableList());
    }

    /** The place of the latest event that is lost: of those before it, only what people caused may be remembered. */
    private Event gap(long seen, long lost) {
        String message = "not all that happened between event " + seen + " and event " + (lost + 1)
                + " is remembered: it is more than " + CAPACITY + " events ago, or before the controller's start";
        return new Event(lost, clock.instant(), Event.Type.GAP, Optional.empty(), message, Optional.empty());
    }

    private synchronized long last() {
        return next - 1;
    }

    /** How many follow. */
    int followers() {
        return followers.size();
    }
}
