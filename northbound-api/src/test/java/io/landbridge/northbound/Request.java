package io.landbridge.northbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import com.google.common.base.Joiner;
import io.landbridge.northbound.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One wish of an admin in both its forms.
 *
 * @param path what REST puts it to
 * @param body what REST puts there
 * @param command what says the same on the console
 */
record Request(String path, ObjectNode body, String command) {

    /** Puts docker03, which is not there yet, with the given fields; {@code id} may be one of them. */
    static Request host(Map<String, ?> fields) {
        Map<String, Object> all = new TreeMap<>(Map.of("id", "docker03", "vtep", "192.168.10.165"));
        all.putAll(fields);
        Object id = all.remove("id");
        ObjectNode body = object(all);
        String arguments = " '" + id + "' '" + all.remove("vtep") + "'";
        return new Request("/api/v1/hosts/" + id, body, "overlay:host-add" + options(all) + arguments);
    }

    /** Changes the given fields of the default fabric. */
    static Request fabric(Map<String, ?> fields) {
        Map<String, Object> all = new TreeMap<>(Map.of("cidr", "10.0.0.0/8"));
        all.putAll(fields);
        return new Request("/api/v1/fabric", object(all), "overlay:fabric-set" + options(fields));
    }

    private static ObjectNode object(Map<String, ?> fields) {
        ObjectNode object = Json.newObject();
        fields.forEach((field, value) -> object.set(field, Json.tree(value)));
        return object;
    }

    private static String options(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .map(field -> " --" + CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, field.getKey()) + " '"
                        + text(field.getValue()) + "'")
                .collect(Collectors.joining());
    }

    private static String text(Object value) {
        return value instanceof List<?> items ? Joiner.on(',').join(items) : value.toString();
    }

    @Override
    public String toString() {
        return command;
    }
}
