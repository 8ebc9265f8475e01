package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Option;

/** A command that changes the intent, or tells what that would do. */
abstract class ChangeCommand extends OverlayCommand {
    @Option(name = "--dry-run", description = "Change nothing; print the plan, what would change on the hosts")
    private boolean dryRun;

    /** The change that it stands for. */
    abstract IntentChange<NoSuchHostException> change();

    /** The answer once the change has been made. */
    abstract Answer changed(Overlay overlay) throws NoSuchHostException;

    @Override
    final Answer ask(Overlay overlay) throws IOException, NoSuchHostException {
        IntentChange<NoSuchHostException> change = change();
        if (dryRun) {
            ImmutableList<Plan> plans = overlay.preview(change).plans();
            return new Answer(
                    Items.of(plans, PlanJson::of),
                    out -> PlanTable.print(plans, "Nothing would change on any host that could be read", out));
        }
        overlay.change(actor(), change);
        return changed(overlay);
    }

    @Override
    final boolean makesChange() {
        return !dryRun;
    }
}
