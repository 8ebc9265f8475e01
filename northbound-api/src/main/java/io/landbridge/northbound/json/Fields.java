package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The fields of a JSON object as values of the model; collects what is wrong with all of them. */
final class Fields {
    private final ObjectNode object;
    private final Set<String> known = new TreeSet<>();
    private final List<Violation> violations = new ArrayList<>();

    Fields(ObjectNode object) {
        this.object = object;
    }

    /** A string; empty if the field is absent, null or wrong. */
    <T> Optional<T> text(String field, Function<String, T> parse) {
        return value(field, JsonNode::isTextual, "a string", node -> parse.apply(node.textValue()));
    }

    /** A whole number of 32 bits; empty if the field is absent, null or wrong. */
    <T> Optional<T> number(String field, IntFunction<T> make) {
        return value(field, JsonNode::isIntegralNumber, "a whole number", node -> {
            if (!node.canConvertToInt()) {
                throw new IllegalArgumentException(node + " is out of range");
            }
            return make.apply(node.intValue());
        });
    }

    /** True or false; empty if the field is absent, null or wrong. */
    Optional<Boolean> flag(String field) {
        return value(field, JsonNode::isBoolean, "true or false", JsonNode::booleanValue);
    }

    /** A list of strings; empty if the field is absent, null or wrong. */
    <T> Optional<T> texts(String field, Function<List<String>, T> parse) {
        return value(
                field,
                node -> node.isArray() && Streams.stream(node).allMatch(JsonNode::isTextual),
                "a list of strings",
                node -> parse.apply(
                        Streams.stream(node).map(JsonNode::textValue).toList()));
    }

    /** A JSON object; empty if the field is absent, null or wrong. */
    Optional<ObjectNode> object(String field) {
        return value(field, JsonNode::isObject, "an object", node -> (ObjectNode) node);
    }

    /** Notes that the field has to be there. */
    Fields require(String field) {
        if (!object.hasNonNull(field)) {
            violations.add(new Violation(field, "has to be given"));
        }
        return this;
    }

    /**
     * Refuses the object if anything was wrong, or if it has a field that nobody asked for.
     *
     * @throws InvalidIntentException with all that was wrong
     */
    void refuse() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                violations.add(new Violation(name, "is not one of the fields " + String.join(", ", known)));
            }
        });
        if (!violations.isEmpty()) {
            throw new InvalidIntentException(violations);
        }
    }

    private <T> Optional<T> value(
            String field, Function<JsonNode, Boolean> isOfType, String type, Function<JsonNode, T> make) {
        known.add(field);
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!isOfType.apply(node)) {
            violations.add(new Violation(field, node + " is not " + type));
            return Optional.empty();
        }
        try {
            return Optional.of(make.apply(node));
        } catch (InvalidIntentException invalid) {
            invalid.violations().forEach(violation -> violations.add(new Violation(field, violation.message())));
        } catch (IllegalArgumentException invalid) {
            violations.add(new Violation(field, String.valueOf(invalid.getMessage())));
        }
        return Optional.empty();
    }
}
