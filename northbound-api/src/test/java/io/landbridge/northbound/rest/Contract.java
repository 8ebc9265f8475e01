package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.landbridge.northbound.json.Json;
import io.landbridge.northbound.json.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.client.ClientRequestContext;
import javax.ws.rs.client.ClientResponseContext;
import javax.ws.rs.client.ClientResponseFilter;

/** Holds every answer that a test gets, and every body that was taken, to the OpenAPI document. */
final class Contract implements ClientResponseFilter {
    static final ObjectNode DOCUMENT = document();

    /** Not what a test serves itself. */
    private static final Pattern OURS = Pattern.compile("/((api|health)/|metrics)");

    private static final String COMPONENTS = "urn:landbridge:openapi";
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(COMPONENTS, DOCUMENT.toString()))));

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        if (!OURS.matcher(request.getUri().getPath()).lookingAt()) {
            return;
        }
        byte[] body = response.hasEntity() ? response.getEntityStream().readAllBytes() : new byte[0];
        response.setEntityStream(new ByteArrayInputStream(body));
        String status = String.valueOf(response.getStatus());
        String what = request.getMethod() + " " + request.getUri().getPath() + ": " + status;
        Optional<JsonNode> operation =
                operation(request.getMethod(), request.getUri().getPath());
        JsonNode documented = operation
                .map(node -> resolve(
                        node.path("responses").has(status)
                                ? node.path("responses").path(status)
                                : node.path("responses").path("default")))
                .orElseGet(() -> DOCUMENT.at("/components/responses/Problem"));
        if (response.getStatus() < 400) {
            assertThat(operation).as("%s is documented", what).isPresent();
            assertThat(operation.orElseThrow().path("responses").has(status))
                    .as("%s is documented", what)
                    .isTrue();
            requestBody(operation.orElseThrow(), request, what);
        }
        if (!documented.has("content")) {
            assertThat(body).as("%s has no body", what).isEmpty();
            return;
        }
        String type = response.getMediaType().getType() + "/"
                + response.getMediaType().getSubtype();
        assertThat(documented.path("content").has(type))
                .as("%s as %s is documented", what, type)
                .isTrue();
        validate(documented.path("content").path(type).path("schema"), type, body, what);
        if (documented.path("headers").has("ETag") && response.getHeaderString("ETag") != null) {
            assertThat(response.getHeaderString("ETag")).as(what).matches("\"[0-9a-f]{16}\"");
        }
    }

    private static void requestBody(JsonNode operation, ClientRequestContext request, String what) throws IOException {
        if (request.getEntity() instanceof String text) {
            String type = request.getMediaType().getType() + "/"
                    + request.getMediaType().getSubtype();
            JsonNode content = operation.path("requestBody").path("content");
            assertThat(content.has(type)).as("%s takes %s", what, type).isTrue();
            validate(content.path(type).path("schema"), type, text.getBytes(StandardCharsets.UTF_8), "body of " + what);
        }
    }

    private static void validate(JsonNode schema, String type, byte[] body, String what) throws IOException {
        if (type.startsWith("text/")) {
            return;
        }
        JsonNode value = type.endsWith("yaml")
                ? Yaml.read(new ByteArrayInputStream(body))
                : Json.read(new ByteArrayInputStream(body));
        String absolute = schema.toString().replace("\"#/", "\"" + COMPONENTS + "#/");
        JsonSchema validator = SCHEMAS.getSchema(
                SchemaLocation.of("urn:landbridge:inline"),
                Json.read(new ByteArrayInputStream(absolute.getBytes(StandardCharsets.UTF_8))),
                SchemaValidatorsConfig.builder().build());
        assertThat(validator.validate(value)).as("%s: %s", what, value).isEmpty();
    }

    /** What the document says of a method of a path; empty if it does not know it. */
    static Optional<JsonNode> operation(String method, String path) {
        return Streams.stream(DOCUMENT.path("paths").fields())
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+"), path))
                .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(node -> !node.isMissingNode())
                .findFirst();
    }

    static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static ObjectNode document() {
        try (InputStream text = Contract.class.getResourceAsStream("openapi.yaml")) {
            return Yaml.read(Objects.requireNonNull(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
