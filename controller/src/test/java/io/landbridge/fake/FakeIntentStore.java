package io.landbridge.fake;

import io.landbridge.model.Intent;
import io.landbridge.port.out.IntentStore;
import java.io.IOException;
import java.util.Optional;

/** A store in memory that can be made to fail. */
public final class FakeIntentStore implements IntentStore {
    private Intent stored = Intent.EMPTY;
    private Optional<String> failure = Optional.empty();

    /** From now on every call fails with this message. */
    public synchronized void fail(String message) {
        failure = Optional.of(message);
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
    }

    private void failIfAsked() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }
}
