package io.landbridge.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A JSON value that knows where it stands, so that a person who edited the text is told the very place.
 *
 * @param path names of the fields that lead here, joined by dots
 * @param kind what it is: a scalar, or {@link JsonToken#START_OBJECT}
 * @param text a scalar as it was written, without quotes
 * @param fields those of an object, in their order
 * @param place where it starts
 */
record JsonValue(String path, JsonToken kind, String text, ImmutableMap<String, JsonValue> fields, JsonLocation place) {

    /** The field of that name, which must be there. */
    JsonValue get(String name) {
        return find(name).orElseThrow(() -> wrong("has no field '" + name + "'"));
    }

    Optional<JsonValue> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** This value, if it is an object with no other fields than these. */
    JsonValue withOnly(Set<String> names) {
        object().fields().forEach((name, field) -> {
            if (!names.contains(name)) {
                throw field.wrong("is not a field that this Landbridge knows");
            }
        });
        return this;
    }

    /** This value, if it is an object. */
    JsonValue object() {
        return require(kind == JsonToken.START_OBJECT, "an object in braces");
    }

    <T> T text(Function<String, T> parse) {
        require(kind == JsonToken.VALUE_STRING, "a text in quotes");
        return check(() -> parse.apply(text));
    }

    <T> T whole(LongFunction<T> parse) {
        require(kind == JsonToken.VALUE_NUMBER_INT, "a whole number");
        return check(() -> parse.apply(Long.parseLong(text)));
    }

    boolean flag() {
        return require(kind.isBoolean(), "true or false").kind == JsonToken.VALUE_TRUE;
    }

    /** What is made of this value; a complaint about it is given its place. */
    <T> T check(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private JsonValue require(boolean holds, String wanted) {
        if (!holds) {
            throw wrong("should be " + wanted);
        }
        return this;
    }

    private WrongJsonException wrong(String problem) {
        return new WrongJsonException(place, path + ": " + problem);
    }
}
