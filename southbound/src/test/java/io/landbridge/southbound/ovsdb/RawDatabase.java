package io.landbridge.southbound.ovsdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landbridge.southbound.Strangeness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that is no more than a socket: it answers what it is asked as a test says. */
final class RawDatabase implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");
    private static final String ROOT = "11111111-1111-1111-1111-111111111111";

    private final Socket socket;
    private final String rows;
    private final AtomicInteger monitors = new AtomicInteger();
    private final Thread answering = new Thread(this::answer, "raw-database");

    private RawDatabase(Socket socket, String rows) {
        this.socket = socket;
        this.rows = rows;
        answering.setDaemon(true);
        answering.start();
    }

    /**
     * Dials that port of this machine and answers every monitor with these rows.
     *
     * @param rows the tables, as in the answer to {@code monitor} (RFC 7047 §4.1.5)
     */
    static RawDatabase dial(int port, String rows) throws IOException {
        return new RawDatabase(Strangeness.dial(port), rows);
    }

    /** The row that says that it is that host's, with more columns. */
    static String named(String host, String more) {
        return "\"Open_vSwitch\":{\"" + ROOT + "\":{\"new\":{\"external_ids\":[\"map\",[[\"landbridge-host\",\"" + host
                + "\"]]]" + more + "}}}";
    }

    /** An update of all that is monitored. */
    void update(String tables) {
        say("{\"method\":\"update\",\"id\":null,\"params\":[\"landbridge\",{" + tables + "}]}");
    }

    /** How many monitors it was asked for. */
    int monitors() {
        return monitors.get();
    }

    void say(String message) {
        try {
            socket.getOutputStream().write(message.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    private void answer() {
        try (JsonParser in = JSON.getFactory().createParser(socket.getInputStream())) {
            for (var questions = JSON.<JsonNode>readValues(in, JsonNode.class); questions.hasNext(); ) {
                answer(questions.next());
            }
        } catch (IOException | RuntimeException closed) {
            // the test has seen enough
        }
    }

    private void answer(JsonNode question) throws IOException {
        String result = switch (question.path("method").asText()) {
            case "get_schema" -> Files.readString(SCHEMA);
            case "monitor" -> {
                monitors.incrementAndGet();
                yield "{" + rows + "}";
            }
            case "echo" -> "[]";
            default -> "{}";
        };
        if (question.hasNonNull("method")) {
            say("{\"id\":" + question.path("id") + ",\"error\":null,\"result\":" + result + "}");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
