package io.landbridge.northbound.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.Overlay;
import java.io.IOException;
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
public final class HostAdd extends OverlayCommand<HostView> {
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
    boolean isChange() {
        return true;
    }

    @Override
    HostView ask(Overlay overlay) throws IOException {
        ObjectNode request = Json.newObject();
        request.put("vtep", vtep).put("subnet", subnet).put("gateway", gateway).put("ovsdb", ovsdb);
        return overlay.putHost(actor(), HostJson.request(new HostId(id), request));
    }

    @Override
    Object toJson(HostView view) {
        return HostJson.of(view);
    }

    @Override
    void print(HostView view, PrintStream out) {
        Host host = view.host();
        String listen = host.ovsdb().isPresent() ? " --listen" : "";
        out.println(host.id() + ": subnet " + host.subnet() + ", gateway " + host.gateway());
        out.println("On the host, start Docker with");
        out.println("  dockerd " + host.dockerOptions());
        out.println("and let it join with the address of this controller:");
        out.println("  landbridge-host join CONTROLLER --name " + host.id() + listen);
    }
}
