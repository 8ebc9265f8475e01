package io.landbridge.northbound.shell;

import io.landbridge.model.HostId;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Takes a host out of the fabric and shows what is left of it. */
@Service
@Command(scope = "overlay", name = "host-remove", description = "Take a host out of the fabric")
public final class HostRemove extends OverlayCommand<List<HostView>> {
    @Argument(name = "id", required = true, description = "Name of the host")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Option(name = "--force", description = "Forget it at once, for a host that will never answer again")
    private boolean force;

    @Override
    boolean isChange() {
        return true;
    }

    @Override
    List<HostView> ask(Overlay overlay) throws IOException, NoSuchHostException {
        HostId host = new HostId(id);
        overlay.removeHost(actor(), host, force);
        return overlay.hosts().stream()
                .filter(view -> view.host().id().equals(host))
                .toList();
    }

    @Override
    Object toJson(List<HostView> left) {
        return Items.of(left, HostJson::of);
    }

    @Override
    void print(List<HostView> left, PrintStream out) {
        out.println(
                left.isEmpty()
                        ? id + " is gone"
                        : id + " is leaving: its peers have forgotten it, what was made on it is being undone;"
                                + " overlay:host-list lists it until that is done");
    }
}
