package io.landbridge.northbound.shell;

import io.landbridge.model.HostId;
import io.landbridge.northbound.RunningOverlay;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes the names of the fabric's hosts. */
@Service
public final class HostIdCompleter implements Completer {
    @Reference
    private @Nullable RunningOverlay overlay;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        if (overlay == null || !overlay.missing().isEmpty()) {
            return -1;
        }
        List<String> ids = overlay.get().intent().hosts().keySet().stream()
                .map(HostId::value)
                .toList();
        return new StringsCompleter(ids).complete(session, commandLine, candidates);
    }
}
