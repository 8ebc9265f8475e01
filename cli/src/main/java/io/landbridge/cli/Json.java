package io.landbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;

/** JSON text to trees and back. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads a text; one that is empty is a missing node. */
    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** A field as text for people: a list in one line, a dash if it is null or missing. */
    static String text(JsonNode node) {
        if (node.isArray()) {
            StringJoiner items = new StringJoiner(",").setEmptyValue("none");
            node.forEach(item -> items.add(text(item)));
            return items.toString();
        }
        return node.isMissingNode() || node.isNull() ? "-" : node.asText();
    }
}
