package io.landbridge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events (HTML Living Standard, 9.2) off a stream; closing it closes the stream. */
final class ServerSentEvents implements AutoCloseable {
    private final BufferedReader lines;

    ServerSentEvents(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** An event with its data; the id is empty where the server gave none. */
    record Event(Optional<String> id, String data) {}

    /** The next event that has data, empty at the end of the stream; one cut off half way is left out. */
    Optional<Event> next() throws IOException {
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    return Optional.of(new Event(id, data.toString().stripTrailing()));
                }
                id = Optional.empty();
            } else if (line.startsWith("data:")) {
                data.append(value(line)).append('\n');
            } else if (line.startsWith("id:")) {
                id = Optional.of(value(line));
            }
        }
        return Optional.empty();
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
