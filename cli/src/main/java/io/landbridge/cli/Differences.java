package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is different between two documents of the intent, a line each. */
final class Differences {
    private Differences() {}

    /** Compares what {@code after} names; a field that it leaves out is the controller's to keep or to choose. */
    static List<String> between(JsonNode before, JsonNode after) {
        List<String> lines = new ArrayList<>();
        addFields(lines, "fabric", before.path("fabric"), after.path("fabric"));
        JsonNode hosts = before.path("hosts");
        for (Map.Entry<String, JsonNode> host : fields(after.path("hosts"))) {
            if (hosts.has(host.getKey())) {
                addFields(lines, host.getKey(), hosts.path(host.getKey()), host.getValue());
            } else {
                lines.add(host.getKey() + ": new");
            }
        }
        hosts.fieldNames().forEachRemaining(id -> {
            if (!after.path("hosts").has(id)) {
                lines.add(id + ": leaves");
            }
        });
        return lines;
    }

    private static void addFields(List<String> lines, String name, JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> field : fields(after)) {
            String from = Json.text(before.path(field.getKey()));
            String to = Json.text(field.getValue());
            if (!from.equals(to)) {
                lines.add(name + ": " + field.getKey() + " " + from + " -> " + to);
            }
        }
    }

    private static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object::fields;
    }
}
