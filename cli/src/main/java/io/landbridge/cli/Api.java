package io.landbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The controller's REST API; whatever is not a success is a {@link Failure} with the controller's own words. */
final class Api {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int NO_CONTENT = 204;

    private final Settings settings;
    private final HttpClient client;

    Api(Settings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        settings.cacert().map(Trust::of).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer get(String path) {
        return answer(request(path).GET());
    }

    Answer delete(String path) {
        return answer(request(path).DELETE());
    }

    Answer put(String path, JsonNode body) {
        return put(path, body, Optional.empty());
    }

    /** Puts what replaces the version of that ETag; if it is no longer that version, nothing is changed. */
    Answer put(String path, JsonNode body, Optional<String> etag) {
        HttpRequest.Builder request =
                request(path).PUT(BodyPublishers.ofString(body.toString())).header("Content-Type", "application/json");
        etag.ifPresent(version -> request.header("If-Match", version));
        return answer(request);
    }

    /** Opens a stream of server-sent events, from the one after {@code lastEventId} on; it has no end of its own. */
    InputStream events(String path, Optional<String> lastEventId) {
        HttpRequest.Builder request = request(path).GET().setHeader("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
        HttpResponse<InputStream> response = send(request);
        if (response.statusCode() != 200) {
            throw Refusal.of(response.statusCode(), text(response), settings);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        byte[] credentials = (settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(URI.create(settings.url() + "/api/v1" + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Accept", "application/json");
    }

    private Answer answer(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = send(request);
        String body = text(response);
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(response.statusCode(), body, settings);
        }
        return new Answer(response.statusCode(), response.headers().firstValue("ETag"), json(response, body));
    }

    /** All that a controller answers is one object, or nothing if it says so. */
    private JsonNode json(HttpResponse<?> response, String body) {
        try {
            JsonNode json = Json.read(body);
            if (json.isObject() || response.statusCode() == NO_CONTENT) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            // Said below.
        }
        throw new Failure(
                ExitCode.REFUSED, settings.url() + " does not answer as a controller does; is it the right URL?");
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw Unreachable.of(settings, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Unreachable.of(settings, new InterruptedIOException("interrupted"));
        }
    }

    private String text(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException lost) {
            throw Unreachable.of(settings, lost);
        }
    }
}
