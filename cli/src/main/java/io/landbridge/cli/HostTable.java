package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.StringJoiner;

/** Hosts as people read them. */
final class HostTable {
    private HostTable() {}

    static void printAll(JsonNode hosts, PrintStream out) {
        Table table = new Table("HOST", "VTEP", "SUBNET", "GATEWAY", "FLOWS", "STATE");
        for (JsonNode host : hosts.path("items")) {
            JsonNode spec = host.path("spec");
            table.row(
                    Json.text(host.path("id")),
                    Json.text(spec.path("vtep")),
                    Json.text(spec.path("subnet")),
                    Json.text(spec.path("gateway")),
                    flows(host),
                    state(host.path("status")));
        }
        if (table.isEmpty()) {
            out.println("The fabric has no hosts; landbridge host add adds one");
        } else {
            table.print(out);
        }
    }

    static void printOne(JsonNode host, PrintStream out) {
        JsonNode spec = host.path("spec");
        JsonNode status = host.path("status");
        Table facts = new Table(Json.text(host.path("id")), state(status));
        facts.row("VTEP", Json.text(spec.path("vtep")));
        facts.row("subnet", Json.text(spec.path("subnet")));
        facts.row("gateway", Json.text(spec.path("gateway")));
        facts.row(
                "OVSDB",
                spec.hasNonNull("ovsdb") ? "dialled at " + spec.path("ovsdb").asText() : "dials the controller");
        facts.row("datapath", Json.text(status.path("datapathId")));
        facts.row("Open vSwitch", Json.text(status.path("ovsVersion")));
        facts.row("flows", flows(host));
        facts.row("dockerd", Json.text(status.path("dockerOptions")));
        facts.print(out);
        out.println();

        Table conditions = new Table("CONDITION", "STATUS", "REASON", "SINCE", "MESSAGE");
        for (JsonNode condition : status.path("conditions")) {
            conditions.row(
                    Json.text(condition.path("type")),
                    Json.text(condition.path("status")),
                    Json.text(condition.path("reason")),
                    Json.text(condition.path("since")).replaceFirst("\\.\\d+Z$", "Z"),
                    Json.text(condition.path("message")));
        }
        conditions.print(out);
    }

    private static String flows(JsonNode host) {
        JsonNode flows = host.path("status").path("flows");
        return Json.text(flows.path("installed")) + "/" + Json.text(flows.path("desired"));
    }

    /** Converged, leaving, or which conditions are not met. */
    private static String state(JsonNode status) {
        if ("leaving".equals(status.path("membership").asText())) {
            return "leaving";
        }
        if (status.path("converged").asBoolean()) {
            return "converged";
        }
        StringJoiner unmet = new StringJoiner(", ");
        for (JsonNode condition : status.path("conditions")) {
            String type = condition.path("type").asText();
            if ("False".equals(condition.path("status").asText()) && !"Converged".equals(type)) {
                unmet.add("not " + type);
            }
        }
        return unmet.length() == 0 ? "not Converged" : unmet.toString();
    }
}
