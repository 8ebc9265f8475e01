package io.landbridge.fake;

import io.landbridge.model.Intent;
import io.landbridge.port.out.IntentStore;
import java.io.IOException;
import java.util.Optional;

/** A store in memory that can be made to fail. */
public final class FakeIntentStore implements IntentStore {
    private Intent stored = Intent.EMPTY;
    private Optional<String> failure = Optional.empty();
    private Optional<String> syncFailure = Optional.empty();
    private int probes;

    /** From now on every call fails with this message. */
    public synchronized void fail(String message) {
        failure = Optional.of(message);
    }

    /** The next save stores its intent and then fails with this message. */
    public synchronized void failAfterStoring(String message) {
        syncFailure = Optional.of(message);
    }

    /** How often it was asked whether it works. */
    public synchronized int probes() {
        return probes;
    }

    /** From now on calls work again. */
    public synchronized void recover() {
        failure = Optional.empty();
    }

    @Override
    public synchronized Intent load() throws IOException {
        failIfAsked();
        return stored;
    }

    @Override
    public synchronized void save(Intent next) throws IOException {
        failIfAsked();
        if (next.revision() != stored.revision() + 1) {
            throw new StaleRevisionException(next.revision() - 1, stored.revision());
        }
        stored = next;
        Optional<String> unsynced = syncFailure;
        syncFailure = Optional.empty();
        if (unsynced.isPresent()) {
            throw new NotSyncedException(unsynced.get(), new IOException("a planted failure"));
        }
    }

    @Override
    public synchronized void probe() throws IOException {
        probes++;
        failIfAsked();
    }

    private void failIfAsked() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }
}
