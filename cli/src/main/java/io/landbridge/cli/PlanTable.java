package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;

/** Plans as people read them, of one host or of several. */
final class PlanTable {
    private PlanTable() {}

    static void print(JsonNode answer, PrintStream out) {
        Iterable<JsonNode> plans = answer.has("items") ? answer.path("items") : List.of(answer);
        Table table = new Table("HOST", "ACTION", "TARGET", "CHANGE", "REASON");
        for (JsonNode plan : plans) {
            for (JsonNode change : plan.path("changes")) {
                table.row(
                        Json.text(plan.path("host")),
                        Json.text(change.path("action")),
                        target(change),
                        detail(change),
                        Json.text(change.path("reason")));
            }
        }
        if (table.isEmpty()) {
            out.println("Nothing to change on any host that could be read");
        } else {
            table.print(out);
        }
        for (JsonNode plan : plans) {
            if (plan.hasNonNull("unknown")) {
                out.println(Table.printable(plan.path("host").asText() + ": not read: "
                        + plan.path("unknown").asText()));
            }
        }
    }

    private static String target(JsonNode change) {
        String target = change.path("target").asText();
        return change.hasNonNull("stage") ? change.path("stage").asText() + " " + target : target;
    }

    private static String detail(JsonNode change) {
        return change.hasNonNull("to")
                ? Json.text(change.path("from")) + " -> " + change.path("to").asText()
                : Json.text(change.path("detail"));
    }
}
