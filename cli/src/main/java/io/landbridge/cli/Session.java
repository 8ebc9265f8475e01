package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.function.BiConsumer;

/** One run of the client: its options, the controller that they lead to, and where the answer goes. */
final class Session {
    final ConnectionOptions options = new ConnectionOptions();
    final PrintStream out;
    final PrintStream err;

    private final Surroundings around;

    Session(Surroundings around) {
        this.around = around;
        this.out = around.out();
        this.err = around.err();
    }

    /** The controller; call it once the command line is read. */
    Api api() {
        Settings settings = Settings.resolve(options, around);
        if (settings.isReadableOnTheWay()) {
            err.println("landbridge: warning: the password goes to " + settings.url() + " unencrypted; https keeps it");
        }
        return new Api(settings);
    }

    /** Prints an answer as JSON if so asked, else for people. */
    void print(JsonNode answer, BiConsumer<JsonNode, PrintStream> forPeople) {
        if (options.json) {
            out.println(answer.toPrettyString());
        } else {
            forPeople.accept(answer, out);
        }
    }
}
