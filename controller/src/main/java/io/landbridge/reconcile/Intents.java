package io.landbridge.reconcile;

import io.landbridge.event.Actor;
import io.landbridge.model.Intent;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NotDurableException;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.IntentStore;
import io.landbridge.port.out.IntentStore.NotSyncedException;
import io.landbridge.port.out.IntentStore.StaleRevisionException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The intent in force: what is stored, kept at hand; changed one change at a time, stored before anybody sees it. */
final class Intents {
    /** Is told of each change, with the intent before and after it, and who made it. */
    @FunctionalInterface
    interface Listener {
        void changed(Intent before, Intent after, Optional<Actor> actor);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Intents.class);

    /** Between two questions whether a store that failed works again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final IntentStore store;
    private final Clock clock;
    private final Listener listener;
    private volatile @Nullable Intent current;
    private boolean closed;
    private volatile String refusal = "the stored intent has not been read yet";
    private Optional<String> failure = Optional.empty();
    private Instant lastAttempt = Instant.MIN;

    /**
     * Nothing until {@link #load}.
     *
     * @param listener told of each change, in the order of changes
     */
    Intents(IntentStore store, Clock clock, Listener listener) {
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    /** Reads the stored intent. */
    synchronized Intent load() throws IOException {
        try {
            Intent loaded = store.load();
            current = loaded;
            return loaded;
        } catch (IOException damaged) {
            refusal = "the stored intent cannot be used: " + damaged.getMessage();
            throw damaged;
        }
    }

    /** Why there is no intent; empty if there is one. */
    Optional<String> refusal() {
        return current == null ? Optional.of(refusal) : Optional.empty();
    }

    Intent current() {
        Intent intent = current;
        if (intent == null) {
            throw new UnavailableException(refusal);
        }
        return intent;
    }

    /** Changes the intent by what was found, in nobody's name; else as {@link #update(Optional, IntentChange)}. */
    <E extends Exception> Changed update(IntentChange<E> change) throws E, IOException {
        return update(Optional.empty(), change);
    }

    /**
     * Changes the intent; a change that gives back what it was given is none.
     *
     * @param actor who makes the change
     * @throws UnavailableException if there is no intent, or after {@link #close}
     * @throws NotDurableException if it is changed and stored, and may yet be lost in a power cut
     * @throws IOException if it could not be stored; then it is as before
     */
    synchronized <E extends Exception> Changed update(Optional<Actor> actor, IntentChange<E> change)
            throws E, IOException {
        if (closed) {
            throw new UnavailableException("this controller has ended, another may have taken its place: try again");
        }
        Intent before = current();
        Intent after = change.applyTo(before);
        if (!after.equals(before)) {
            Optional<NotSyncedException> notSynced = save(after);
            current = after;
            tell(before, after, actor);
            if (notSynced.isPresent()) {
                throw new NotDurableException(notSynced.get());
            }
        }
        return new Changed(before, after);
    }

    private Optional<NotSyncedException> save(Intent after) throws IOException {
        lastAttempt = clock.instant();
        try {
            store.save(after);
            failure = Optional.empty();
            return Optional.empty();
        } catch (NotSyncedException stored) {
            failure = Optional.of(String.valueOf(stored.getMessage()));
            return Optional.of(stored);
        } catch (StaleRevisionException overtaken) {
            throw overtaken;
        } catch (IOException unstored) {
            failure = Optional.of(String.valueOf(unstored.getMessage()));
            throw unstored;
        }
    }

    /** A change that is stored is made, whatever becomes of the telling. */
    private void tell(Intent before, Intent after, Optional<Actor> actor) {
        try {
            listener.changed(before, after, actor);
        } catch (RuntimeException defect) {
            LOG.error("the intent is changed to revision {}, and not all were told", after.revision(), defect);
        }
    }

    /** Why the last change could not be stored, unless the store is found to work again; empty if it works. */
    synchronized Optional<String> unstored() {
        if (failure.isPresent() && !lastAttempt.plus(PAUSE).isAfter(clock.instant())) {
            lastAttempt = clock.instant();
            try {
                store.probe();
                failure = Optional.empty();
            } catch (IOException still) {
                failure = Optional.of(String.valueOf(still.getMessage()));
            }
        }
        return failure;
    }

    /** Takes no change any more, for whoever loads the intent next must not be overtaken. */
    synchronized void close() {
        closed = true;
    }
}
