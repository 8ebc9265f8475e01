package io.landbridge.fake;

import io.landbridge.model.Observed;
import io.landbridge.port.out.ObservationStore;
import java.io.IOException;
import java.util.Optional;

/** Observations in memory; counts how often they are saved, and can be made to fail. */
public final class FakeObservationStore implements ObservationStore {
    private Observed stored = Observed.NOTHING;
    private Optional<String> failure = Optional.empty();
    private int saves;

    /** From now on every call fails with this message. */
    public synchronized void fail(String message) {
        failure = Optional.of(message);
    }

    /** From now on calls work again. */
    public synchronized void recover() {
        failure = Optional.empty();
    }

    public synchronized Observed stored() {
        return stored;
    }

    /** How often observations were to be saved. */
    public synchronized int saves() {
        return saves;
    }

    @Override
    public synchronized Observed load() throws IOException {
        failIfAsked();
        return stored;
    }

    @Override
    public synchronized void save(Observed observed) throws IOException {
        saves++;
        failIfAsked();
        stored = observed;
    }

    private void failIfAsked() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }
}
