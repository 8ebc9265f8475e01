package io.landbridge.port.out;

import io.landbridge.model.Observed;
import java.io.IOException;

/** Where observations outlive the process. To lose them costs little: they are made again. */
public interface ObservationStore {

    /**
     * Reads the observations, {@link Observed#NOTHING} if there are none. Only after {@link IntentStore#load}, which
     * takes the store for this process.
     *
     * @throws IOException if what is stored cannot be used; it no longer stands in the way of {@link #save}
     */
    Observed load() throws IOException;

    /**
     * Replaces the stored observations; when this returns, they survive a power cut.
     *
     * @throws IOException if they could not be written; what was stored may still be there
     */
    void save(Observed observed) throws IOException;
}
