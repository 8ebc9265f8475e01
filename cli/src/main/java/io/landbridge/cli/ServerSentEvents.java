package io.landbridge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events (HTML Living Standard, 9.2) off a stream; closing it closes the stream. */
final class ServerSentEvents implements AutoCloseable {
    private final InputStream stream;
    private final Duration silence;
    private final BufferedReader lines;
    private volatile boolean silent;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "silence");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Reads what comes.
     *
     * @param silence without even a comment for so long, the stream is broken: a server that has lost its power does not
     *     say so
     */
    ServerSentEvents(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence;
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** An event with its data; the id is empty where the server gave none. */
    record Event(Optional<String> id, String data) {}

    /** The next event that has data, empty at the end of the stream; one cut off half way is left out. */
    Optional<Event> next() throws IOException {
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        for (Optional<String> next = line(); next.isPresent(); next = line()) {
            String line = next.get();
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

    private Optional<String> line() throws IOException {
        Future<?> end = watch.schedule(this::endStream, silence.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException broken) {
            throw silent ? new IOException("nothing is heard of the controller any more", broken) : broken;
        } finally {
            end.cancel(false);
        }
    }

    /** Not by closing the reader: whoever waits for a line has its lock. */
    private boolean endStream() throws IOException {
        silent = true;
        stream.close();
        return true;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        lines.close();
    }
}
