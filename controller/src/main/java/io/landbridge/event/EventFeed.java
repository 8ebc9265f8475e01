package io.landbridge.event;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import java.util.Optional;

/** A follower's place in the journal; for one thread at a time. */
public final class EventFeed implements AutoCloseable {
    private final EventJournal journal;
    private final Optional<HostId> host;
    private final Runnable farewell;
    private long seen;

    EventFeed(EventJournal journal, long seen, Optional<HostId> host, Runnable farewell) {
        this.journal = journal;
        this.seen = seen;
        this.host = host;
        this.farewell = farewell;
    }

    /** What has happened since the last call, oldest first; what was lost in between is told by a gap. */
    public ImmutableList<Event> take() {
        ImmutableList<Event> events = journal.after(seen);
        if (events.isEmpty()) {
            return events;
        }
        seen = events.get(events.size() - 1).id();
        return events.stream().filter(this::concerns).collect(ImmutableList.toImmutableList());
    }

    private boolean concerns(Event event) {
        return host.isEmpty() || event.host().equals(host) || event.type() == Event.Type.GAP;
    }

    /** Is woken no more. */
    @Override
    public void close() {
        farewell.run();
    }
}
