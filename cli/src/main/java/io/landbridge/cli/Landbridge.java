package io.landbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line as a whole. */
@Command(
        name = "landbridge",
        description = {"Looks after the fabric of a Landbridge controller.", ""},
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HostCommand.class,
            FabricCommand.class,
            PlanCommand.class,
            FlowsCommand.class,
            ApplyCommand.class,
            IntentCommand.class,
            EventsCommand.class,
            CompletionCommand.class
        },
        versionProvider = Landbridge.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:the controller refused, or failed",
            "2:wrong command line, settings or file; nothing was sent",
            "3:the controller cannot be reached, or its certificate is not trusted",
            "4:this user may not log in, or may not do this",
            "5:somebody else changed the same thing meanwhile; nothing was changed"
        },
        footerHeading = "%nThe password:%n",
        footer = {
            "  is LANDBRIDGE_PASSWORD, or the line 'password = …' of the file of --config, or else",
            "  asked for on the terminal. That file may also have url, user and cacert, and nobody",
            "  but its owner may read it.",
            "",
            "landbridge COMMAND --help says more."
        })
final class Landbridge {
    @Mixin
    final ConnectionOptions options;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    private Landbridge(ConnectionOptions options) {
        this.options = options;
    }

    public static void main(String... arguments) {
        System.exit(run(Surroundings.ofThisProcess(), arguments));
    }

    /** Runs one command and returns its {@link ExitCode}. */
    static int run(Surroundings around, String... arguments) {
        Session session = new Session(around);
        return commandLine(session).execute(arguments);
    }

    static CommandLine commandLine(Session session) {
        CommandLine commands = new CommandLine(new Landbridge(session.options), new WithSession(session));
        commands.setOut(new PrintWriter(session.out, true, UTF_8));
        commands.setErr(new PrintWriter(session.err, true, UTF_8));
        commands.setUsageHelpAutoWidth(false);
        commands.setUsageHelpWidth(100);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof Failure told)) {
                throw failure;
            }
            session.err.println("landbridge: " + told.getMessage());
            return told.exitCode();
        });
        return commands;
    }

    /** Gives each command the session in its constructor. */
    private record WithSession(Session session) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Session.class).newInstance(session);
            } catch (NoSuchMethodException takesNone) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    /** The version that Maven built. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties built = new Properties();
            try (InputStream text = Landbridge.class.getResourceAsStream("version.properties")) {
                built.load(text);
            }
            return new String[] {"landbridge " + built.getProperty("version")};
        }
    }
}
