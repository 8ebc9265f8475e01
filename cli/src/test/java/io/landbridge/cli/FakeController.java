package io.landbridge.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server that answers as it was told to, with what a controller answers, and keeps what it was asked. */
final class FakeController implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ArrayDeque<Reply>> replies = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request that came. */
    record Asked(String request, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
        }
    }

    private record Reply(int status, Map<String, String> headers, String body, End end) {}

    private enum End {
        CLOSED,
        LEFT_OPEN
    }

    static FakeController http() throws IOException {
        return new FakeController(HttpServer.create(anyLoopbackPort(), 0));
    }

    static FakeController https(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(anyLoopbackPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeController(server);
    }

    private FakeController(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static InetSocketAddress anyLoopbackPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    /** Answers a request such as {@code GET /hosts}, the next time it comes and, if it is the last reply, ever after. */
    FakeController on(String request, int status, String body, String... headers) {
        Map<String, String> named = new HashMap<>();
        for (int name = 0; name < headers.length; name += 2) {
            named.put(headers[name], headers[name + 1]);
        }
        synchronized (replies) {
            replies.computeIfAbsent(request, first -> new ArrayDeque<>())
                    .add(new Reply(status, named, body, End.CLOSED));
        }
        return this;
    }

    /** Answers a request with the beginning of an answer, and no more. */
    FakeController fallsSilentOn(String request, String body) {
        synchronized (replies) {
            replies.computeIfAbsent(request, first -> new ArrayDeque<>())
                    .add(new Reply(200, Map.of(), body, End.LEFT_OPEN));
        }
        return this;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    Asked lastAsked() {
        return asked.get(asked.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(request, Map.copyOf(exchange.getRequestHeaders()), body));
        Reply reply = next(request);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.end() == End.LEFT_OPEN) {
            exchange.sendResponseHeaders(reply.status(), 0);
            exchange.getResponseBody().write(text);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private Reply next(String request) {
        synchronized (replies) {
            ArrayDeque<Reply> waiting = replies.get(request);
            if (waiting == null) {
                return new Reply(404, Map.of(), "no reply was prepared for " + request, End.CLOSED);
            }
            return waiting.size() > 1 ? waiting.remove() : waiting.getFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
