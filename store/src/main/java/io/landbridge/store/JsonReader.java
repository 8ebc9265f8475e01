package io.landbridge.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableMap;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.LinkedHashMap;

/** Reads JSON made of objects and scalars; a list, or a field given twice, has no place in what this program writes. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private final JsonParser json;

    private JsonReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads a text that is one value, which is called {@code name} in complaints.
     *
     * @throws WrongJsonException if it is anything else
     */
    static JsonValue read(String name, byte[] content) throws IOException {
        try (JsonParser json = FACTORY.createParser(content)) {
            return new JsonReader(json).document(name);
        } catch (JsonProcessingException e) {
            throw new WrongJsonException(e.getLocation(), e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw new WrongJsonException("it is not UTF-8 text");
        }
    }

    private JsonValue document(String name) throws IOException {
        if (json.nextToken() == null) {
            throw new WrongJsonException("it is empty");
        }
        JsonValue document = value(name);
        if (json.nextToken() != null) {
            throw wrong("the text goes on after its end");
        }
        return document;
    }

    private JsonValue value(String path) throws IOException {
        JsonLocation place = json.currentTokenLocation();
        JsonToken kind = json.currentToken();
        return switch (kind) {
            case START_OBJECT -> new JsonValue(path, kind, "", fields(path), place);
            case START_ARRAY -> throw wrong(path + ": a list has no place here");
            default -> new JsonValue(path, kind, json.getText(), ImmutableMap.of(), place);
        };
    }

    private ImmutableMap<String, JsonValue> fields(String path) throws IOException {
        var fields = new LinkedHashMap<String, JsonValue>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (fields.containsKey(name)) {
                throw wrong(path + "." + name + ": is there twice");
            }
            json.nextToken();
            fields.put(name, value(path + "." + name));
        }
        return ImmutableMap.copyOf(fields);
    }

    private WrongJsonException wrong(String problem) {
        return new WrongJsonException(json.currentTokenLocation(), problem);
    }
}
