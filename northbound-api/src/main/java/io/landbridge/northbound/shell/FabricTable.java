package io.landbridge.northbound.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import io.landbridge.model.Fabric;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.Json;
import java.io.PrintStream;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;

/** The fabric as people read it. */
final class FabricTable {
    private FabricTable() {}

    static Answer of(Fabric fabric) {
        FabricJson json = FabricJson.of(fabric);
        return new Answer(json, out -> print(json, out));
    }

    private static void print(FabricJson fabric, PrintStream out) {
        ShellTable table = new ShellTable();
        table.column("Parameter");
        table.column("Value");
        Json.object(fabric)
                .fields()
                .forEachRemaining(field -> table.addRow().addContent(field.getKey(), text(field.getValue())));
        table.print(out);
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty()
                    ? "none"
                    : Streams.stream(value).map(JsonNode::asText).collect(Collectors.joining(","));
        }
        return value.isNull() ? "from the underlay" : value.asText();
    }
}
