package io.landbridge.northbound.shell;

import io.landbridge.event.Event;
import io.landbridge.event.EventFeed;
import io.landbridge.model.HostId;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.UnavailableException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** Prints what happens as it happens, until Ctrl-C. */
@Service
@Command(scope = "overlay", name = "watch", description = "Print what happens as it happens, until Ctrl-C")
public final class Watch implements Action {
    /** So often it looks whether session and controller are still there. */
    private static final int SECONDS = 15;

    @Reference
    private @Nullable RunningOverlay overlay;

    @Reference
    private @Nullable Session session;

    @Option(name = "--host", description = "Only what happens to this host")
    @Completion(HostIdCompleter.class)
    private @Nullable String host;

    @Override
    public @Nullable Object execute() throws CommandException {
        if (overlay == null || session == null) {
            throw new IllegalStateException("a command runs in a session of Karaf");
        }
        RunningOverlay running = overlay;
        Semaphore news = new Semaphore(0);
        try {
            Overlay watched = running.get();
            try (EventFeed feed = watched.follow(
                    OptionalLong.empty(), Optional.ofNullable(host).map(HostId::new), news::release)) {
                print(feed, news, session.getConsole(), () -> running.isRunning(watched));
            }
            if (!running.isRunning(watched)) {
                throw OverlayCommand.refusal("the controller has stopped, or another one has taken over: watch again");
            }
        } catch (InvalidIntentException | UnavailableException refused) {
            throw new CommandException(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException interrupted) {
            // That is how Karaf passes Ctrl-C on.
        }
        return null;
    }

    private static void print(EventFeed feed, Semaphore news, PrintStream out, BooleanSupplier runs)
            throws InterruptedException {
        while (!out.checkError() && runs.getAsBoolean()) {
            if (news.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                news.drainPermits();
                for (Event event : feed.take()) {
                    out.println(event.time().truncatedTo(ChronoUnit.MILLIS) + " " + Printable.text(event.toString()));
                }
            }
        }
    }
}
