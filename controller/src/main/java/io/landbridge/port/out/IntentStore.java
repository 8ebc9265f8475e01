package io.landbridge.port.out;

import io.landbridge.model.Intent;
import java.io.IOException;

/** Where the intent outlives the process. */
public interface IntentStore {

    /**
     * Reads the intent, {@link Intent#EMPTY} if none was ever saved.
     *
     * @throws IOException if what is stored cannot be read, is damaged or is newer than this program; it stays as it is
     */
    Intent load() throws IOException;

    /**
     * Replaces the stored intent; when this returns, it survives a power cut.
     *
     * @param next its revision is one above the stored one
     * @throws StaleRevisionException if the stored revision is another: somebody else was faster
     * @throws IOException if it could not be written; what was stored is still there
     */
    void save(Intent next) throws IOException;

    /** The stored intent is not the one that the change was made from. */
    final class StaleRevisionException extends IOException {
        private static final long serialVersionUID = 1;

        public StaleRevisionException(long expected, long stored) {
            super("the intent is at revision " + stored + ", not " + expected
                    + ": read it again and repeat the change");
        }
    }
}
