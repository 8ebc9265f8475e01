package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.Set;
import java.util.StringJoiner;

/** Hosts as people read them. */
final class HostTable {
    /** The one condition that is well when it is false. */
    private static final String CONFLICT = "IdentityConflict";

    private static final Set<String> NEVER_UNMET = Set.of(CONFLICT, "Converged");

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

    /** Converged, leaving, or which conditions are not met; and whether two machines claim to be the host. */
    private static String state(JsonNode status) {
        return isContested(status) ? joining(status) + ", " + CONFLICT : joining(status);
    }

    private static String joining(JsonNode status) {
        if ("leaving".equals(status.path("membership").asText())) {
            return "leaving";
        }
        return status.path("converged").asBoolean() ? "converged" : unmet(status);
    }

    private static String unmet(JsonNode status) {
        StringJoiner unmet = new StringJoiner(", ").setEmptyValue("not Converged");
        for (JsonNode condition : status.path("conditions")) {
            String type = condition.path("type").asText();
            if ("False".equals(condition.path("status").asText()) && !NEVER_UNMET.contains(type)) {
                unmet.add("not " + type);
            }
        }
        return unmet.toString();
    }

    private static boolean isContested(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (CONFLICT.equals(condition.path("type").asText())) {
                return "True".equals(condition.path("status").asText());
            }
        }
        return false;
    }
}
