package io.landbridge.reconcile;

import io.landbridge.model.Intent;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.IntentStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The intent in force: what is stored, kept at hand; changed one change at a time, stored before anybody sees it. */
final class Intents {
    private final IntentStore store;
    private final BiConsumer<Intent, Intent> listener;
    private volatile @Nullable Intent current;
    private volatile String refusal = "the stored intent has not been read yet";

    /**
     * Nothing until {@link #load}.
     *
     * @param listener told of each change, with the intent before and after it, in the order of changes
     */
    Intents(IntentStore store, BiConsumer<Intent, Intent> listener) {
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

    /**
     * Changes the intent; a change that gives back what it was given is none.
     *
     * @throws IOException if it could not be stored; then it is as before
     */
    synchronized <E extends Exception> Changed update(IntentChange<E> change) throws E, IOException {
        Intent before = current();
        Intent after = change.applyTo(before);
        if (!after.equals(before)) {
            store.save(after);
            current = after;
            listener.accept(before, after);
        }
        return new Changed(before, after);
    }
}
