package io.landbridge.store;

import io.landbridge.model.Intent;
import io.landbridge.port.out.IntentStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The intent in one JSON file that people may read, copy and, while no controller runs, edit. The first load takes
 * the file for this process alone, until {@link #close()}.
 *
 * <p>A file that is damaged, newer than this program or against the rules of the model is never written over: it is
 * refused at load, and nothing is saved without a load before.
 */
public final class JsonIntentStore implements IntentStore, AutoCloseable {
    private final DurableFile file;
    private final FileClaim claim;
    private Optional<Stored> stored = Optional.empty();

    /** What the file held when it was last read or written; no content if there was no file. */
    private record Stored(long revision, Optional<byte[]> content) {}

    /**
     * A store in that file, which need not exist, nor its folder.
     *
     * @param path the file, or a link to it; beside the file stand {@code <name>.lock} and, during a save,
     *     {@code <name>.tmp}
     */
    public JsonIntentStore(Path path) {
        this(DurableFile.at(path));
    }

    JsonIntentStore(DurableFile file) {
        this.file = file;
        this.claim = new FileClaim(file.sibling(".lock"));
    }

    @Override
    public synchronized Intent load() throws IOException {
        stored = Optional.empty();
        takeFolder();
        Optional<byte[]> content = file.read();
        Intent intent = content.isPresent() ? IntentReader.read(file.path(), content.get()) : Intent.EMPTY;
        stored = Optional.of(new Stored(intent.revision(), content));
        return intent;
    }

    @Override
    public synchronized void save(Intent next) throws IOException {
        Stored before = stored.orElseThrow(
                () -> new IOException(file.path() + " was not read without error, so it is not written"));
        if (next.revision() != before.revision() + 1) {
            throw new StaleRevisionException(next.revision() - 1, before.revision());
        }
        refuseToOverwriteAnotherHand(before);
        byte[] content = IntentWriter.write(next);
        Stored after = new Stored(next.revision(), Optional.of(content));
        try {
            file.replace(content);
            file.syncFolder();
            stored = Optional.of(after);
        } catch (IOException failure) {
            if (!file.holds(content)) {
                throw failure;
            }
            stored = Optional.of(after);
            throw new NotSyncedException(
                    "the change is made and stands in " + file.path() + ", but its folder could not be synced ("
                            + DurableFile.reason(failure) + "), so a power cut may undo it: see to the disk, and repeat"
                            + " any change",
                    failure);
        }
    }

    @Override
    public synchronized void probe() throws IOException {
        file.probe();
    }

    /** Leaves the file to the next process; this store can be loaded again. */
    @Override
    public synchronized void close() throws IOException {
        stored = Optional.empty();
        claim.release();
    }

    private void takeFolder() throws IOException {
        try {
            file.makeFolder();
            claim.take();
            file.removeLeftOver();
        } catch (FileSystemException e) {
            throw new IOException(
                    "cannot write beside " + file.path() + " (" + DurableFile.reason(e)
                            + "): let the controller's user write in that folder, or set store.path to another place",
                    e);
        }
    }

    /** A file that has gone is no reason to refuse: writing it anew restores it. */
    private void refuseToOverwriteAnotherHand(Stored before) throws IOException {
        Optional<byte[]> now = file.read();
        if (now.isPresent() && !Arrays.equals(now.get(), before.content().orElse(null))) {
            throw new IOException(file.path() + " was edited while Landbridge was running, so it is not written over: "
                    + "restart Landbridge to take the edit up, or put the file back as it was");
        }
    }
}
