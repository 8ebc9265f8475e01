package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happened, and with {@code --follow} what happens. */
@Command(
        name = "events",
        description = {"Prints what happened, the newest last.", "With --json --follow each event is one line of JSON."
        })
final class EventsCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--host", paramLabel = "HOST", description = "Only what happened to this host.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many; 50 if not given.")
    private int limit;

    @Option(
            names = {"--follow"},
            description = "Go on until interrupted; a lost connection is taken up again where it broke.")
    private boolean follow;

    EventsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Api api = session.api();
        JsonNode past = api.get("/events?limit=" + limit + ofHost("&")).body();
        if (!follow) {
            session.print(past, EventsCommand::printAll);
            return ExitCode.DONE;
        }
        List<JsonNode> events = oldestFirst(past);
        if (!events.stream().allMatch(this::printLine)) {
            return ExitCode.DONE;
        }
        Optional<String> last = events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.get(events.size() - 1).path("id").asText());
        new EventFollower(api, "/events" + ofHost("?"), session.err).follow(last, this::printLine);
        return ExitCode.DONE;
    }

    private String ofHost(String separator) {
        return host.map(id -> separator + "host=" + Api.segment(id)).orElse("");
    }

    /** Prints an event, and says whether somebody is there to read: at the end of a pipe there may be nobody any more. */
    private boolean printLine(JsonNode event) {
        session.out.println(session.options.json ? event.toString() : String.join("  ", cells(event)));
        return !session.out.checkError();
    }

    private static void printAll(JsonNode past, PrintStream out) {
        Table table = new Table("TIME", "HOST", "TYPE", "MESSAGE");
        oldestFirst(past).forEach(event -> table.row(cells(event)));
        if (table.isEmpty()) {
            out.println("Nothing has happened");
        } else {
            table.print(out);
        }
    }

    private static List<JsonNode> oldestFirst(JsonNode past) {
        List<JsonNode> events = new ArrayList<>();
        past.path("items").forEach(events::add);
        Collections.reverse(events);
        return events;
    }

    private static String[] cells(JsonNode event) {
        String by = event.hasNonNull("user") ? " (" + event.path("user").asText() + from(event) + ")" : "";
        return new String[] {
            Json.text(event.path("time")).replaceFirst("\\.\\d+Z$", "Z"),
            Json.text(event.path("host")),
            Json.text(event.path("type")),
            Table.printable(Json.text(event.path("message")) + by)
        };
    }

    private static String from(JsonNode event) {
        return event.hasNonNull("address") ? " from " + event.path("address").asText() : "";
    }
}
