package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the intent what a file says. */
@Command(
        name = "apply",
        description = {
            "Makes fabric and hosts what a file says, all of it or nothing, and prints what is different now.",
            "A host that the file leaves out is asked to leave. The same file twice changes nothing.",
            "Should somebody else change the intent meanwhile, nothing is changed and the exit status is 5."
        })
final class ApplyCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "YAML or JSON, as landbridge intent show prints it.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = DryRun.HELP)
    private boolean dryRun;

    ApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode wanted = Yaml.read(file);
        Api api = session.api();
        Answer before = api.get("/intent");
        Answer answer = api.put(DryRun.path("/intent", dryRun), wanted, before.etag());
        if (dryRun) {
            session.print(answer.body(), (plans, out) -> {
                Differences.told(plans.path("differences")).forEach(out::println);
                PlanTable.print(plans, out);
            });
        } else {
            session.print(answer.body(), (after, out) -> {
                List<String> differences = Differences.between(before.body(), after);
                (differences.isEmpty() ? List.of("Nothing to change") : differences).forEach(out::println);
            });
        }
        return ExitCode.DONE;
    }
}
