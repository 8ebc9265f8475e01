package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Hands on events as they happen, and takes a lost connection up again after the last event that came. */
final class EventFollower {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Three times as long as the controller lets pass between its signs of life. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final Api api;
    private final String path;
    private final PrintStream err;
    private final Duration silence;

    EventFollower(Api api, String path, PrintStream err) {
        this(api, path, err, SILENCE);
    }

    EventFollower(Api api, String path, PrintStream err, Duration silence) {
        this.silence = silence;
        this.api = api;
        this.path = path;
        this.err = err;
    }

    /**
     * Follows until the thread is interrupted, or nobody takes the events any more.
     *
     * @param last the id of the last event that is known
     * @param consumer takes an event, and says whether it takes another
     * @throws Failure if the controller refuses the first time, or this user at any time; else it is tried again
     */
    void follow(Optional<String> last, Predicate<JsonNode> consumer) {
        Optional<String> known = last;
        Duration pause = FIRST_PAUSE;
        boolean connectedOnce = false;
        while (!Thread.currentThread().isInterrupted()) {
            String lost = "the controller ended the stream";
            try (ServerSentEvents events = new ServerSentEvents(api.events(path, known), silence)) {
                connectedOnce = true;
                for (Optional<ServerSentEvents.Event> event = events.next(); event.isPresent(); event = events.next()) {
                    if (!consumer.test(Json.read(event.get().data()))) {
                        return;
                    }
                    if (event.get().id().isPresent()) {
                        known = event.get().id();
                    }
                    pause = FIRST_PAUSE;
                }
            } catch (IOException broken) {
                lost = String.valueOf(broken.getMessage());
            } catch (Failure failure) {
                if (!connectedOnce || failure.exitCode() == ExitCode.UNAUTHORIZED) {
                    throw failure;
                }
                lost = String.valueOf(failure.getMessage());
            }
            err.println("landbridge: " + lost + "; connecting again");
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
