package io.landbridge.northbound.shell;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.northbound.json.PlanJson.ChangeJson;
import io.landbridge.plan.Plan;
import java.io.PrintStream;
import org.apache.karaf.shell.support.table.ShellTable;

/** Plans as people read them. */
final class PlanTable {
    private PlanTable() {}

    static void print(ImmutableList<Plan> plans, String nothing, PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText(nothing);
        for (String column : new String[] {"Host", "Action", "Target", "Change", "Reason"}) {
            table.column(column);
        }
        for (Plan plan : plans) {
            for (ChangeJson change : PlanJson.of(plan).changes()) {
                table.addRow()
                        .addContent(
                                plan.host(),
                                change.action(),
                                Printable.text(target(change)),
                                Printable.text(text(change)),
                                change.reason());
            }
        }
        table.print(out);
        for (Plan plan : plans) {
            plan.unknown().ifPresent(unknown -> out.println(plan.host() + ": not read: " + Printable.text(unknown)));
        }
    }

    private static String target(ChangeJson change) {
        return change.stage() == null ? change.target() : change.stage() + " " + change.target();
    }

    private static String text(ChangeJson change) {
        if (change.from() != null || change.to() != null) {
            return Strings.nullToEmpty(change.from()) + " -> " + Strings.nullToEmpty(change.to());
        }
        return change.detail() == null ? "" : change.detail();
    }
}
