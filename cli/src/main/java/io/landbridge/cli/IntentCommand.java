package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All that was asked for, in one document. */
@Command(
        name = "intent",
        description = "Show all that was asked for, in one document.",
        synopsisSubcommandLabel = "COMMAND")
final class IntentCommand {
    /** How the document is written. */
    enum Format {
        yaml,
        json
    }

    private final Session session;

    IntentCommand(Session session) {
        this.session = session;
    }

    @Command(name = "show", description = "Prints the fabric and its hosts as a file that apply -f takes.")
    int show(
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "yaml|json",
                            defaultValue = "yaml",
                            description = "How to write it; yaml if not given.")
                    Format format) {
        JsonNode intent = session.api().get("/intent").body();
        if (format == Format.json || session.options.json) {
            session.out.println(intent.toPrettyString());
        } else {
            session.out.print(Yaml.write(intent));
        }
        return ExitCode.DONE;
    }
}
