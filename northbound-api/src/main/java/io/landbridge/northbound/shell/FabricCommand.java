package io.landbridge.northbound.shell;

import io.landbridge.model.Fabric;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.Json;
import java.io.PrintStream;
import org.apache.karaf.shell.support.table.ShellTable;

/** A command that answers with the fabric. */
abstract class FabricCommand extends OverlayCommand<Fabric> {
    @Override
    final Object toJson(Fabric fabric) {
        return FabricJson.of(fabric);
    }

    @Override
    final void print(Fabric fabric, PrintStream out) {
        ShellTable table = new ShellTable();
        table.column("Parameter");
        table.column("Value");
        Json.object(FabricJson.of(fabric))
                .fields()
                .forEachRemaining(field -> table.addRow()
                        .addContent(
                                field.getKey(),
                                field.getValue().isNull()
                                        ? "from the underlay"
                                        : field.getValue().asText()));
        table.print(out);
    }
}
