package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is different between two documents of the intent, a line each. */
final class Differences {
    private Differences() {}

    /** Compares two documents that the controller answered. */
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

    /** Those that the controller tells of a dry run; what a field that is left out comes to, only the controller knows. */
    static List<String> told(JsonNode differences) {
        List<String> lines = new ArrayList<>();
        for (JsonNode difference : differences) {
            // fabric.FIELD, hosts.HOST or hosts.HOST.FIELD
            String[] path = difference
                    .path("path")
                    .asText()
                    .replaceFirst("^hosts\\.", "")
                    .split("\\.", 2);
            if (path.length == 1) {
                lines.add(path[0] + ("added".equals(difference.path("action").asText()) ? ": new" : ": leaves"));
            } else {
                lines.add(change(path[0], path[1], difference.path("from"), difference.path("to")));
            }
        }
        return lines;
    }

    private static void addFields(List<String> lines, String name, JsonNode before, JsonNode after) {
        for (Map.Entry<String, JsonNode> field : fields(after)) {
            JsonNode from = before.path(field.getKey());
            if (!Json.text(from).equals(Json.text(field.getValue()))) {
                lines.add(change(name, field.getKey(), from, field.getValue()));
            }
        }
    }

    private static String change(String name, String field, JsonNode from, JsonNode to) {
        return name + ": " + field + " " + Json.text(from) + " -> " + Json.text(to);
    }

    private static Iterable<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object::fields;
    }
}
