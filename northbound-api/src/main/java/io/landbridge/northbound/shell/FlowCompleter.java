package io.landbridge.northbound.shell;

import io.landbridge.model.HostId;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.port.in.FlowView;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.out.DeviceException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Completes stages and matches of the flows that the host named before has now. */
@Service
public final class FlowCompleter implements Completer {
    @Reference
    private @Nullable RunningOverlay overlay;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        if (overlay == null || !overlay.missing().isEmpty() || commandLine.getArguments().length < 2) {
            return -1;
        }
        try {
            TreeSet<String> words = overlay.get().flows(new HostId(commandLine.getArguments()[1])).stream()
                    .flatMap(FlowCompleter::names)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new StringsCompleter(words).complete(session, commandLine, candidates);
        } catch (InvalidIntentException | NoSuchHostException | DeviceException nothingToOffer) {
            return -1;
        }
    }

    private static Stream<String> names(FlowView view) {
        return Stream.of(view.stage(), view.installed().flow().key().match().toString());
    }
}
