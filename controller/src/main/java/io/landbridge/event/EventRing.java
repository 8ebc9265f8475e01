package io.landbridge.event;

import com.google.common.collect.ImmutableList;

/** The latest events of one kind; for one thread at a time. */
final class EventRing {
    private final Event[] events;
    private long added;
    private long lastLost = Long.MIN_VALUE;

    EventRing(int capacity) {
        events = new Event[capacity];
    }

    /** Takes in an event of a higher id than all before; the oldest makes room for it. */
    void add(Event event) {
        int slot = slot(added);
        if (added >= events.length) {
            lastLost = events[slot].id();
        }
        events[slot] = event;
        added++;
    }

    /** The id of the latest event that is not remembered any more; the lowest number if all are. */
    long lastLost() {
        return lastLost;
    }

    /** What is remembered of the events after that id, oldest first. */
    ImmutableList<Event> after(long id) {
        ImmutableList.Builder<Event> later = ImmutableList.builder();
        for (long at = Math.max(0, added - events.length); at < added; at++) {
            Event event = events[slot(at)];
            if (event.id() > id) {
                later.add(event);
            }
        }
        return later.build();
    }

    private int slot(long number) {
        return (int) (number % events.length);
    }
}
