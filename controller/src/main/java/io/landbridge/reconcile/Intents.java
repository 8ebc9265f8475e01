package io.landbridge.reconcile;

import io.landbridge.event.Actor;
import io.landbridge.model.Intent;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.IntentStore;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The intent in force: what is stored, kept at hand; changed one change at a time, stored before anybody sees it. */
final class Intents {
    /** Is told of each change, with the intent before and after it, and who made it. */
    @FunctionalInterface
    interface Listener {
        void changed(Intent before, Intent after, Optional<Actor> actor);
    }

    private final IntentStore store;
    private final Listener listener;
    private volatile @Nullable Intent current;
    private boolean closed;
    private volatile String refusal = "the stored intent has not been read yet";

    /**
     * Nothing until {@link #load}.
     *
     * @param listener told of each change, in the order of changes
     */
    Intents(IntentStore store, Listener listener) {
        this.store = store;
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
            store.save(after);
            current = after;
            listener.changed(before, after, actor);
        }
        return new Changed(before, after);
    }

    /** Takes no change any more, for whoever loads the intent next must not be overtaken. */
    synchronized void close() {
        closed = true;
    }
}
