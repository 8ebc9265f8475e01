package io.landbridge.northbound.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** JSON text (RFC 8259) to values and back. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private Json() {}

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** A record of this package as a JSON object. */
    public static ObjectNode object(Record value) {
        return MAPPER.valueToTree(value);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A value as maps, lists and scalars. */
    static Object plain(Object value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /**
     * Reads one JSON object.
     *
     * @throws MalformedBodyException if the text is anything else
     */
    public static ObjectNode read(InputStream text) throws IOException {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new MalformedBodyException("the body is not a JSON object");
        } catch (JsonProcessingException malformed) {
            throw new MalformedBodyException(describe(malformed));
        } catch (CharConversionException notUnicode) {
            throw new MalformedBodyException(String.valueOf(notUnicode.getMessage()));
        }
    }

    /** Writes a value as one line; the stream stays open. */
    public static void write(Object value, OutputStream out) throws IOException {
        MAPPER.writeValue(out, value);
    }

    /** As people read it, over several lines. */
    public static String pretty(Object value) {
        return tree(value).toPrettyString();
    }

    /** Where the text is wrong and how, without the parser's own marks of its source. */
    private static String describe(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                + malformed.getOriginalMessage().replaceAll(" \\(start marker.*", "");
    }
}
