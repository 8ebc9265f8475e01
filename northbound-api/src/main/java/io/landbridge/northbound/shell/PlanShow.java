package io.landbridge.northbound.shell;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.northbound.json.PlanJson.ChangeJson;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Shows what would change now, on all hosts or on one. */
@Service
@Command(scope = "overlay", name = "plan", description = "Show what would change on the hosts now")
public final class PlanShow extends OverlayCommand<ImmutableList<Plan>> {
    @Argument(name = "id", description = "Name of a host; all hosts if left out")
    @Completion(HostIdCompleter.class)
    private @Nullable String id;

    @Override
    ImmutableList<Plan> ask(Overlay overlay) throws NoSuchHostException {
        return id == null ? overlay.plans() : ImmutableList.of(overlay.plan(new HostId(id)));
    }

    @Override
    Object toJson(ImmutableList<Plan> plans) {
        return id == null ? Items.of(plans, PlanJson::of) : PlanJson.of(plans.get(0));
    }

    @Override
    void print(ImmutableList<Plan> plans, PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText("Nothing: every host that could be read is as it should be");
        for (String column : new String[] {"Host", "Action", "Target", "Change", "Reason"}) {
            table.column(column);
        }
        for (Plan plan : plans) {
            for (ChangeJson change : PlanJson.of(plan).changes()) {
                table.addRow().addContent(plan.host(), change.action(), target(change), text(change), change.reason());
            }
        }
        table.print(out);
        for (Plan plan : plans) {
            plan.unknown().ifPresent(unknown -> out.println(plan.host() + ": not read: " + unknown));
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
