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
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;
import org.jspecify.annotations.Nullable;

/** A use case as a command: asks, then prints the answer for people or as the JSON that REST gives. */
abstract class OverlayCommand implements Action {
    @Reference
    private @Nullable RunningOverlay overlay;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON, as the REST API answers")
    private boolean asJson;

    /** Runs the use case. */
    abstract Answer ask(Overlay overlay) throws CommandException, IOException, NoSuchHostException, DeviceException;

    /** Whether it was to change something, so that a refusal is an event. */
    boolean makesChange() {
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
            Answer answer = ask(overlay.get());
            if (asJson) {
                session.getConsole().println(Json.pretty(answer.json()));
            } else {
                answer.text().accept(session.getConsole());
            }
            return null;
        } catch (NoSuchHostException unknown) {
            throw refusal(unknown.getMessage() + "; overlay:host-list shows those it has", unknown);
        } catch (InvalidIntentException | ConflictException refused) {
            if (makesChange()) {
                overlay.get().refused(actor(), Optional.empty(), String.valueOf(refused.getMessage()));
            }
            throw refusal(refused.getMessage(), refused);
        } catch (UnavailableException | DeviceException | IOException refused) {
            throw refusal(refused.getMessage(), refused);
        }
    }

    /** Ends the command with what is wrong and how to go on. */
    static CommandException refusal(String message) {
        return new CommandException(inRed(message), message);
    }

    private static CommandException refusal(@Nullable String message, Exception cause) {
        return new CommandException(inRed(message), String.valueOf(message), cause);
    }

    private static String inRed(@Nullable String message) {
        return SimpleAnsi.COLOR_RED + Printable.text(String.valueOf(message)) + SimpleAnsi.COLOR_DEFAULT;
    }
}
