package io.landbridge.northbound.shell;

import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.status.Condition;
import io.landbridge.status.HostStatus;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Shows one host: what was asked for, and how far it is. */
@Service
@Command(scope = "overlay", name = "host-show", description = "Show a host with its conditions")
public final class HostShow extends OverlayCommand {
    @Argument(name = "id", required = true, description = "Name of the host")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Override
    Answer ask(Overlay overlay) throws NoSuchHostException {
        HostView view = overlay.host(new HostId(id));
        return new Answer(HostJson.of(view), out -> print(view, out));
    }

    private static void print(HostView view, PrintStream out) {
        Host host = view.host();
        HostStatus status = view.status();
        out.printf("%s%s%n", host.id(), host.isJoined() ? "" : " (leaving)");
        out.printf("  VTEP %s, subnet %s, gateway %s%n", host.vtep(), host.subnet(), host.gateway());
        out.printf("  OVSDB %s%n", host.ovsdb().map(at -> "dialled at " + at).orElse("dials the controller"));
        out.printf(
                "  datapath %s, Open vSwitch %s, %d of %d flows%n",
                status.datapathId().map(DatapathId::toString).orElse("unknown"),
                status.ovsVersion().map(Printable::text).orElse("unknown"),
                status.flowsInstalled(),
                status.flowsDesired());
        out.printf("  dockerd %s%n", host.dockerOptions());
        conditions(status).print(out);
    }

    private static ShellTable conditions(HostStatus status) {
        ShellTable table = new ShellTable();
        for (String column : new String[] {"Condition", "Status", "Reason", "Since", "Message"}) {
            table.column(column);
        }
        for (Condition condition : status.conditions()) {
            table.addRow()
                    .addContent(
                            condition.type().label(),
                            condition.status().label(),
                            condition.reason(),
                            condition.since().truncatedTo(ChronoUnit.SECONDS),
                            Printable.text(condition.message()));
        }
        return table;
    }
}
