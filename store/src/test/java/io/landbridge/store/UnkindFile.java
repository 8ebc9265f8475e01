package io.landbridge.store;

import java.io.IOException;
import java.nio.file.Path;

/** A file on a disk that does not always do as it is told. */
final class UnkindFile extends DurableFile {
    private boolean syncFails;
    private int replaced;

    UnkindFile(Path path) {
        super(path);
    }

    /** The next sync of the folder fails. */
    void failNextSync() {
        syncFails = true;
    }

    /** How often it was written. */
    int replaced() {
        return replaced;
    }

    @Override
    void replace(byte[] content) throws IOException {
        super.replace(content);
        replaced++;
    }

    @Override
    void syncFolder() throws IOException {
        if (syncFails) {
            syncFails = false;
            throw new IOException("Input/output error");
        }
        super.syncFolder();
    }
}
