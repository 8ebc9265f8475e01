package io.landbridge.northbound.shell;

import io.landbridge.event.Actor;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;
import org.jspecify.annotations.Nullable;

/** A use case as a command: asks, then prints the answer for people or as the JSON that REST gives. */
abstract class OverlayCommand<T> implements Action {
    @Reference
    private @Nullable RunningOverlay overlay;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON, as the REST API answers")
    private boolean asJson;

    /** Runs the use case. */
    abstract T ask(Overlay overlay) throws IOException, NoSuchHostException, DeviceException;

    /** The answer as one of the records of REST. */
    abstract Object toJson(T answer);

    /** Prints the answer for people. */
    abstract void print(T answer, PrintStream out);

    /** Whether it changes something, so that a refusal is an event. */
    boolean isChange() {
        return false;
    }

    /** Who runs it. */
    static Actor actor() {
        return ConsoleUser.actor();
    }

    @Override
    public final @Nullable Object execute() throws CommandException {
        if (overlay == null || session == null) {
            throw new IllegalStateException("a command runs in a session of Karaf");
        }
        try {
            T answer = ask(overlay.get());
            if (asJson) {
                session.getConsole().println(Json.pretty(toJson(answer)));
            } else {
                print(answer, session.getConsole());
            }
            return null;
        } catch (NoSuchHostException unknown) {
            throw refusal(unknown.getMessage() + "; overlay:host-list shows those it has", unknown);
        } catch (InvalidIntentException | ConflictException refused) {
            if (isChange()) {
                overlay.get().refused(actor(), Optional.empty(), String.valueOf(refused.getMessage()));
            }
            throw refusal(refused.getMessage(), refused);
        } catch (UnavailableException | DeviceException | IOException refused) {
            throw refusal(refused.getMessage(), refused);
        }
    }

    private static CommandException refusal(@Nullable String message, Exception cause) {
        return new CommandException(
                SimpleAnsi.COLOR_RED + message + SimpleAnsi.COLOR_DEFAULT, String.valueOf(message), cause);
    }
}
