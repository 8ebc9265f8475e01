package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Flow;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.StageJson;
import io.landbridge.port.in.FlowView;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.DeviceException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Explains flows of a host: what of the intent each follows from, through which stage, and what it has met. */
@Service
@Command(scope = "overlay", name = "explain", description = "Tell from which intent a flow of a host follows")
public final class Explain extends OverlayCommand {
    @Argument(name = "id", required = true, description = "Name of the host")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Argument(
            index = 1,
            name = "flow",
            required = true,
            multiValued = true,
            description =
                    "What stands in the flow: nw_dst=10.2.0.0/16, a stage, a cookie, a line of ovs-ofctl dump-flows")
    @Completion(FlowCompleter.class)
    private List<String> flow = List.of();

    @Override
    Answer ask(Overlay overlay) throws CommandException, NoSuchHostException, DeviceException {
        HostId host = new HostId(id);
        FlowWords words = FlowWords.of(flow);
        ImmutableList<FlowView> flows =
                overlay.flows(host).stream().filter(words::standIn).collect(ImmutableList.toImmutableList());
        if (flows.isEmpty()) {
            throw refusal("no flow of " + id + " has in it: " + words + "; overlay:flow-list " + id + " lists them");
        }
        return new Answer(new Items<>(StageJson.of(flows)), out -> flows.forEach(view -> print(view, out)));
    }

    private static void print(FlowView view, PrintStream out) {
        InstalledFlow installed = view.installed();
        Flow flow = installed.flow();
        out.printf("priority=%d,%s%n", flow.key().priority(), flow.key().match());
        out.printf("  does      %s%n", flow.actionText());
        out.printf("  because   %s%n", view.reason());
        out.printf("  intent    %s%n", view.origin().map(Explain::intent).orElse("follows from none"));
        out.printf("  stage     %s, table %d: %s%n", view.stage(), flow.key().table(), view.purpose());
        out.printf(
                "  counters  %d packets, %d bytes in %d s%n",
                installed.packets(), installed.bytes(), installed.age().toSeconds());
        out.printf("  cookie    %s%n", flow.cookie());
    }

    private static String intent(Host host) {
        return String.format(
                "host %s: VTEP %s, subnet %s, gateway %s", host.id(), host.vtep(), host.subnet(), host.gateway());
    }
}
