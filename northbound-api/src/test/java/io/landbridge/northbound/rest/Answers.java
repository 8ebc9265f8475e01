package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.ws.rs.core.Response;

/** Reads what the API answers. */
final class Answers {
    private Answers() {}

    static JsonNode assertProblem(Response response, int status, String type) throws IOException {
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        JsonNode problem = body(response, status);
        assertThat(problem.path("type").asText()).isEqualTo("urn:landbridge:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty().doesNotContain("\tat ");
        return problem;
    }

    static ObjectNode body(Response response, int status) throws IOException {
        assertThat(response.getStatus()).isEqualTo(status);
        return Json.read((InputStream) response.getEntity());
    }

    static ObjectNode json(String text) throws IOException {
        return Json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }
}
