package io.landbridge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A file that is replaced as a whole: whenever the power goes, it holds the old content or the new one. */
class DurableFile {
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE = mode("rw-r-----");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE = mode("rwxr-x---");

    private final Path path;

    /**
     * The file of that name.
     *
     * @param path absolute
     */
    DurableFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** The file that the path leads to, itself no link: to replace a link would part it from its file. */
    static DurableFile at(Path path) {
        try {
            return new DurableFile(path.toRealPath());
        } catch (IOException notThere) {
            return new DurableFile(path.toAbsolutePath());
        }
    }

    /** A file of this one's name and a suffix, in the same folder. */
    Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    void makeFolder() throws IOException {
        Files.createDirectories(folder(), FOLDER_MODE);
    }

    Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(path)) {
                throw new IOException(
                        path + " is a link to " + Files.readSymbolicLink(path) + ", which is not there", e);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("cannot read " + path + " (" + reason(e) + ")", e);
        }
    }

    /** Removes what a process that died while writing has left; nobody ever reads it. */
    void removeLeftOver() throws IOException {
        Files.deleteIfExists(temporary());
    }

    /** Writes the content aside, makes it last, and puts it in the place of the file; {@link #syncFolder()} ends it. */
    void replace(byte[] content) throws IOException {
        try {
            removeLeftOver();
            writeAside(content);
            Files.move(temporary(), path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + path + " (" + reason(e) + "); what was stored before is still there", e);
        }
    }

    /** Makes the new name last: fsync(2) of a file does not reach its folder's entry. */
    void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether the file holds just this; not if it cannot be read. */
    boolean holds(byte[] content) {
        try {
            return read().filter(now -> Arrays.equals(now, content)).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Tries whether as much as there is now could be written anew, and leaves all as it is. */
    void probe() throws IOException {
        byte[] content = read().orElse(new byte[0]);
        try {
            removeLeftOver();
            writeAside(content);
            removeLeftOver();
            syncFolder();
        } catch (IOException e) {
            throw new IOException("cannot write beside " + path + " (" + reason(e) + ")", e);
        }
    }

    private void writeAside(byte[] content) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary(), options, FILE_MODE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private Path temporary() {
        return sibling(".tmp");
    }

    private Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file has a folder");
    }

    /** Java's file exceptions carry the bare path as their message; their class says what happened. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
