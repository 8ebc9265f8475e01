package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Shows what would change now, on all hosts or on one. */
@Service
@Command(scope = "overlay", name = "plan", description = "Show what would change on the hosts now")
public final class PlanShow extends OverlayCommand {
    @Argument(name = "id", description = "Name of a host; all hosts if left out")
    @Completion(HostIdCompleter.class)
    private @Nullable String id;

    @Override
    Answer ask(Overlay overlay) throws NoSuchHostException {
        ImmutableList<Plan> plans = id == null ? overlay.plans() : ImmutableList.of(overlay.plan(new HostId(id)));
        return new Answer(
                id == null ? Items.of(plans, PlanJson::of) : PlanJson.of(plans.get(0)),
                out -> PlanTable.print(plans, "Nothing: every host that could be read is as it should be", out));
    }
}
