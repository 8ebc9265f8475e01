package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private static final Path DOC = Path.of("..", "docs", "cli-reference.md");

    @TempDir
    Path home = Path.of("");

    @Test
    void withoutACommandOrWithAWrongOneTheExitStatusIsTwo() {
        TestClient client = new TestClient(home);
        assertThat(client.run()).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("Missing required subcommand");
        assertThat(client.run("hosts")).isEqualTo(ExitCode.USAGE);
        assertThat(client.run("host")).isEqualTo(ExitCode.USAGE);
        assertThat(client.run("host", "add", "docker01")).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("VTEP");
    }

    @Test
    void aPasswordIsNoOption() {
        TestClient client = new TestClient(home);
        assertThat(client.run("host", "list", "--password", "secret")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        TestClient client = new TestClient(home);
        assertThat(client.run("--version")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).matches("landbridge \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void bashCompletesEveryCommand() {
        TestClient client = new TestClient(home);
        assertThat(client.run("generate-completion")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).contains("_picocli_landbridge_host_add", "--dry-run");
    }

    @Test
    void theReferenceSaysWhatHelpSays() throws IOException {
        StringBuilder written = new StringBuilder("""
                # landbridge: the commands

                What `--help` says of each; [the command line](cli.md) tells how to use them.
                """);
        commands(commandLine())
                .forEach(command -> written.append("\n## ")
                        .append(command.getCommandSpec().qualifiedName())
                        .append("\n\n```\n")
                        .append(command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                                .replaceAll("(?m) +$", ""))
                        .append("```\n"));
        if (Boolean.getBoolean("landbridge.docs.write")) {
            Files.writeString(DOC, written);
        }
        assertThat(DOC)
                .as("write it anew with: mvn -pl cli test -Dtest=CommandLineTest -Dlandbridge.docs.write=true")
                .content()
                .isEqualTo(written.toString());
    }

    private CommandLine commandLine() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        return Landbridge.commandLine(
                new Session(new Surroundings(Map.of(), home, nowhere, nowhere, prompt -> Optional.empty())));
    }

    private static Stream<CommandLine> commands(CommandLine parent) {
        return Stream.concat(
                Stream.of(parent),
                parent.getSubcommands().values().stream()
                        .filter(command ->
                                !command.getCommandSpec().usageMessage().hidden())
                        .flatMap(CommandLineTest::commands));
    }
}
