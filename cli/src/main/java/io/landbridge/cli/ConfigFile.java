package io.landbridge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that a user keeps in a file: a line {@code key = value} each, {@code #} begins a comment line. */
final class ConfigFile {
    private static final Set<String> KEYS = Set.of("url", "user", "password", "cacert");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private ConfigFile() {}

    /**
     * Reads the settings.
     *
     * @throws Failure if others may read or write the file, or a line is not understood
     */
    static Map<String, String> read(Path file) {
        try {
            refuseIfOthersMay(file);
            return parse(file, Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.USAGE, file + " cannot be read: " + unreadable);
        }
    }

    private static void refuseIfOthersMay(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OF_OTHERS);
        permissions.retainAll(Files.getPosixFilePermissions(file));
        if (!permissions.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE, file + " may hold a password, and others may read or write it: chmod 600 " + file);
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines) {
        Map<String, String> settings = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String key = line.substring(0, Math.max(equals, 0)).strip();
            if (!KEYS.contains(key)) {
                throw new Failure(
                        ExitCode.USAGE,
                        file + ":" + number + ": a line is KEY = VALUE, with url, user, password or cacert");
            }
            settings.put(key, line.substring(equals + 1).strip());
        }
        return settings;
    }
}
