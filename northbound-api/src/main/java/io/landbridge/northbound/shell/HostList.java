package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.Host;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.Overlay;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.HostStatus;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists the hosts with what is not well on each. */
@Service
@Command(scope = "overlay", name = "host-list", description = "List the hosts of the fabric")
public final class HostList extends OverlayCommand {
    @Override
    Answer ask(Overlay overlay) {
        ImmutableList<HostView> hosts = overlay.hosts();
        return new Answer(Items.of(hosts, HostJson::of), out -> print(hosts, out));
    }

    private static void print(ImmutableList<HostView> hosts, PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText("The fabric has no hosts; overlay:host-add adds one");
        for (String column : new String[] {"Host", "VTEP", "Subnet", "Gateway", "Flows", "State"}) {
            table.column(column);
        }
        for (HostView view : hosts) {
            Host host = view.host();
            HostStatus status = view.status();
            table.addRow()
                    .addContent(
                            host.id(),
                            host.vtep(),
                            host.subnet(),
                            host.gateway(),
                            status.flowsInstalled() + "/" + status.flowsDesired(),
                            state(view));
        }
        table.print(out);
    }

    private static String state(HostView view) {
        if (!view.host().isJoined()) {
            return "leaving";
        }
        ImmutableList<Condition> conditions = view.status().conditions();
        Stream<String> words = view.status().converged()
                ? Stream.of("converged")
                : with(Status.FALSE, conditions)
                        .filter(Condition.Type::isRequired)
                        .map(type -> "not " + type.label());
        Stream<String> conflict = with(Status.TRUE, conditions)
                .filter(type -> type == Condition.Type.IDENTITY_CONFLICT)
                .map(Condition.Type::label);
        return Stream.concat(words, conflict).collect(Collectors.joining(", "));
    }

    private static Stream<Condition.Type> with(Status status, ImmutableList<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.status() == status)
                .map(Condition::type);
    }
}
