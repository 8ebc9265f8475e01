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
     * @throws NotSyncedException if it is stored, and may yet be lost in a power cut
     * @throws StaleRevisionException if the stored revision is another: somebody else was faster
     * @throws IOException if it could not be written; what was stored is still there
     */
    void save(Intent next) throws IOException;

    /**
     * Tries whether an intent could be saved now, without saving one.
     *
     * @throws IOException if not, and why
     */
    void probe() throws IOException;

    /** The intent is stored, but the store could not make sure that it survives a power cut. */
    final class NotSyncedException extends IOException {
        private static final long serialVersionUID = 1;

        public NotSyncedException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** The stored intent is not the one that the change was made from. */
    final class StaleRevisionException extends IOException {
        private static final long serialVersionUID = 1;

        public StaleRevisionException(long expected, long stored) {
            super("the intent is at revision " + stored + ", not " + expected
                    + ": read it again and repeat the change");
        }
    }
}
