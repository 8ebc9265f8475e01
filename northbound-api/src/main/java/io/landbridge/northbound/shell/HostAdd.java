package io.landbridge.northbound.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Adds a host or changes one, and says what is left to do on it. */
@Service
@Command(scope = "overlay", name = "host-add", description = "Add a host to the fabric, or change the one of that name")
public final class HostAdd extends ChangeCommand {
    @Argument(name = "id", required = true, description = "Name of the host, such as docker01")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Argument(index = 1, name = "vtep", required = true, description = "Underlay address of its VXLAN packets")
    private String vtep = "";

    @Option(name = "--subnet", description = "Range of its containers; kept or allocated if not named")
    private @Nullable String subnet;

    @Option(name = "--gateway", description = "Its address on the bridge; kept or allocated if not named")
    private @Nullable String gateway;

    @Option(name = "--ovsdb", description = "Where to dial it, such as tcp:192.168.10.163:6640; not named, it dials")
    private @Nullable String ovsdb;

    @Override
    IntentChange<NoSuchHostException> change() {
        ObjectNode request = Json.newObject();
        request.put("vtep", vtep).put("subnet", subnet).put("gateway", gateway).put("ovsdb", ovsdb);
        return IntentChange.putHost(HostJson.request(new HostId(id), request))::applyTo;
    }

    @Override
    Answer changed(Overlay overlay) throws NoSuchHostException {
        HostView view = overlay.host(new HostId(id));
        return new Answer(HostJson.of(view), out -> printNextSteps(view, out));
    }

    private static void printNextSteps(HostView view, PrintStream out) {
        Host host = view.host();
        out.println(host.id() + ": subnet " + host.subnet() + ", gateway " + host.gateway());
        out.println("On the host, start Docker with");
        out.println("  dockerd " + host.dockerOptions());
        out.println("and let it join with the address of this controller:");
        out.println("  " + view.joinCommand());
    }
}
