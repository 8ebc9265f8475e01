package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    private static final String SEVENTEEN = """
            {"id":17,"time":"2026-01-31T12:00:00.5Z","type":"HostConverged","host":"docker01","message":"all is well","user":null,"address":null}""";
    private static final String EIGHTEEN = """
            {"id":18,"time":"2026-01-31T12:00:01Z","type":"HostChanged","host":"docker01","message":"VTEP changed","user":"alice","address":"192.0.2.7"}""";
    private static final String NINETEEN = """
            {"id":19,"time":"2026-01-31T12:00:02Z","type":"HostConverged","host":"docker01","message":"all is well","user":null,"address":null}""";

    private FakeController controller;
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        controller = FakeController.http();
        client = new TestClient(home, controller);
    }

    @AfterEach
    void close() {
        controller.close();
    }

    @Test
    void eventsArePrintedNewestLast() {
        controller.on("GET /events?limit=50", 200, "{\"items\": [" + EIGHTEEN + "," + SEVENTEEN + "]}");
        assertThat(client.run("events")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("""
                        TIME                  HOST      TYPE           MESSAGE
                        2026-01-31T12:00:00Z  docker01  HostConverged  all is well
                        2026-01-31T12:00:01Z  docker01  HostChanged    VTEP changed (alice from 192.0.2.7)
                        """);
    }

    @Test
    void followingTakesALostStreamUpAfterTheLastEventThatCame() {
        controller.on("GET /events?limit=50&host=docker01", 200, "{\"items\": [" + SEVENTEEN + "]}");
        String half = "id: 19\nevent: HostConverged\ndata: {\"id\":19,";
        controller.on("GET /events?host=docker01", 200, ": hello\n\n" + sse(18, EIGHTEEN) + half);
        controller.on("GET /events?host=docker01", 200, sse(19, NINETEEN));
        // The end of this test: the account is taken away.
        controller.on("GET /events?host=docker01", 401, "");

        assertThat(client.run("events", "--host", "docker01", "--follow", "--json"))
                .isEqualTo(ExitCode.UNAUTHORIZED);

        assertThat(client.out().lines()).containsExactly(SEVENTEEN, EIGHTEEN, NINETEEN);
        assertThat(controller.asked().stream().skip(1))
                .extracting(asked -> asked.header("Last-event-id").orElse(""))
                .containsExactly("17", "18", "19");
        assertThat(controller.asked().stream().skip(1))
                .allSatisfy(asked -> assertThat(asked.header("Accept")).contains("text/event-stream"));
        assertThat(client.err()).contains("connecting again");
    }

    @Test
    void followingOutlastsAControllerThatIsStarting() {
        controller.on("GET /events?limit=50", 200, "{\"items\": []}");
        controller.on("GET /events", 200, sse(18, EIGHTEEN));
        controller.on("GET /events", 404, "<html>Not Found</html>");
        controller.on("GET /events", 503, "{\"title\": \"The controller is not ready\"}");
        controller.on("GET /events", 200, sse(19, NINETEEN));
        controller.on("GET /events", 401, "");
        assertThat(client.run("events", "--follow", "--json")).isEqualTo(ExitCode.UNAUTHORIZED);
        assertThat(client.out().lines()).containsExactly(EIGHTEEN, NINETEEN);
        assertThat(client.err()).contains("The controller is not ready; connecting again");
    }

    @Test
    void followingEndsWhereNobodyReadsAnyMore() {
        controller.on("GET /events?limit=50", 200, "{\"items\": []}");
        controller.on("GET /events", 200, sse(18, EIGHTEEN));
        client.closePipe();
        assertThat(client.run("events", "--follow")).isEqualTo(ExitCode.DONE);
        assertThat(controller.asked()).hasSize(2);
    }

    @Test
    @Timeout(30)
    void aControllerOfWhichNothingIsHeardIsLost() {
        controller.fallsSilentOn("GET /events", ": hello\n\n" + sse(18, EIGHTEEN));
        controller.on("GET /events", 401, "");
        List<String> events = new ArrayList<>();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        EventFollower follower = new EventFollower(
                new Api(new Settings(URI.create(controller.url()), "alice", "secret", Optional.empty())),
                "/events",
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Duration.ofMillis(300));
        assertThatThrownBy(() -> follower.follow(Optional.empty(), event -> events.add(event.toString())))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("may not log in");
        assertThat(events).containsExactly(EIGHTEEN);
        assertThat(controller.lastAsked().header("Last-event-id")).contains("18");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("landbridge: nothing is heard of the controller any more; connecting again\n");
    }

    @Test
    void aControllerWithoutEventsIsSaidAtOnce() {
        controller.on("GET /events?limit=50", 404, "{\"title\": \"Not Found\", \"detail\": \"nothing at this path\"}");
        assertThat(client.run("events", "--follow")).isEqualTo(ExitCode.REFUSED);
        assertThat(client.err()).isEqualTo("landbridge: Not Found: nothing at this path\n");
    }

    private static String sse(int id, String json) {
        return "id: " + id + "\nevent: HostConverged\ndata: " + json + "\n\n";
    }
}
