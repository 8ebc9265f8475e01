package io.landbridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One process's claim, by a lock that the kernel drops when the process dies. The lock file stays: to remove it would
 * let two processes lock two files of one name.
 */
final class FileClaim {
    private final Path lockFile;
    private Optional<FileChannel> held = Optional.empty();

    FileClaim(Path lockFile) {
        this.lockFile = lockFile;
    }

    /**
     * Takes the claim, or keeps it.
     *
     * @throws IOException if another has it
     */
    void take() throws IOException {
        if (held.isPresent()) {
            return;
        }
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another controller holds " + lockFile + " (fuser tells which): stop it, "
                    + "or give this one a store.path of its own");
        }
        held = Optional.of(channel);
    }

    void release() throws IOException {
        if (held.isPresent()) {
            held.get().close();
            held = Optional.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }
}
