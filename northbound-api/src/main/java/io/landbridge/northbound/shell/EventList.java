package io.landbridge.northbound.shell;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.landbridge.event.Event;
import io.landbridge.model.HostId;
import io.landbridge.northbound.json.EventJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.port.in.Overlay;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** Lists what happened last, newest first. */
@Service
@Command(scope = "overlay", name = "event-list", description = "List what happened last, newest first")
public final class EventList extends OverlayCommand {
    @Option(name = "--host", description = "Only what happened to this host")
    @Completion(HostIdCompleter.class)
    private @Nullable String host;

    @Option(name = "--limit", description = "At most so many events")
    private String limit = "50";

    @Override
    Answer ask(Overlay overlay) throws CommandException {
        Integer count = Ints.tryParse(limit);
        if (count == null || count < 1) {
            throw refusal("--limit is a whole number from 1 on, not " + limit);
        }
        ImmutableList<Event> events = overlay.events(Optional.ofNullable(host).map(HostId::new), count);
        return new Answer(Items.of(events, EventJson::of), out -> print(events, out));
    }

    private static void print(ImmutableList<Event> events, PrintStream out) {
        ShellTable table = new ShellTable().emptyTableText("Nothing since the controller started");
        for (String column : new String[] {"Time", "Event", "Host", "Message", "By"}) {
            table.column(column);
        }
        for (Event event : events) {
            table.addRow()
                    .addContent(
                            event.time().truncatedTo(ChronoUnit.MILLIS),
                            event.type().label(),
                            event.host().map(HostId::value).orElse(""),
                            Printable.text(event.message()),
                            Printable.text(event.actor().map(Object::toString).orElse("")));
        }
        table.print(out);
    }
}
