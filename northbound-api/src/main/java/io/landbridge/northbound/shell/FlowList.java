package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Flow;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.StageJson;
import io.landbridge.port.in.FlowView;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.DeviceException;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the flows of a host by stage, as they are in its switch now. */
@Service
@Command(scope = "overlay", name = "flow-list", description = "List the flows of a host by stage, with their counters")
public final class FlowList extends OverlayCommand {
    @Argument(name = "id", required = true, description = "Name of the host")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Override
    Answer ask(Overlay overlay) throws NoSuchHostException, DeviceException {
        ImmutableList<FlowView> flows = overlay.flows(new HostId(id));
        return new Answer(new Items<>(StageJson.of(flows)), out -> print(flows, out));
    }

    private void print(ImmutableList<FlowView> flows, PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText("The switch of " + id + " has no flows");
        for (String column : new String[] {"Stage", "Priority", "Match", "Actions", "Packets", "Reason"}) {
            table.column(column);
        }
        for (FlowView view : flows) {
            Flow flow = view.installed().flow();
            table.addRow()
                    .addContent(
                            view.stage(),
                            flow.key().priority(),
                            flow.key().match(),
                            flow.actionText(),
                            view.installed().packets(),
                            view.reason());
        }
        table.print(out);
    }
}
