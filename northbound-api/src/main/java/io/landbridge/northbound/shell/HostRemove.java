package io.landbridge.northbound.shell;

import io.landbridge.model.HostId;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
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
public final class HostRemove extends ChangeCommand {
    @Argument(name = "id", required = true, description = "Name of the host")
    @Completion(HostIdCompleter.class)
    private String id = "";

    @Option(name = "--force", description = "Forget it at once, for a host that will never answer again")
    private boolean force;

    @Override
    IntentChange<NoSuchHostException> change() {
        return IntentChange.removeHost(new HostId(id), force);
    }

    @Override
    Answer changed(Overlay overlay) {
        HostId host = new HostId(id);
        List<HostView> left = overlay.hosts().stream()
                .filter(view -> view.host().id().equals(host))
                .toList();
        return new Answer(Items.of(left, HostJson::of), out -> print(left, out));
    }

    private void print(List<HostView> left, PrintStream out) {
        out.println(
                left.isEmpty()
                        ? id + " is gone"
                        : id + " is leaving: its peers have forgotten it, what was made on it is being undone;"
                                + " overlay:host-list lists it until that is done");
    }
}
