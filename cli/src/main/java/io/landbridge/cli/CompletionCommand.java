package io.landbridge.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Bash completion, for the build to keep; picocli's own command of this kind brings a second {@code --help}. */
@Command(name = "generate-completion", hidden = true, description = "Prints a script that lets bash complete commands.")
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out.print(AutoComplete.bash("landbridge", Landbridge.commandLine(session)));
        session.out.flush();
        return ExitCode.DONE;
    }
}
