package io.landbridge.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What would change on the hosts now. */
@Command(
        name = "plan",
        description = "Shows what the controller would change now: nothing, once all hosts are as they should be.")
final class PlanCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "HOST", arity = "0..1", description = "One host; all if left out.")
    private Optional<String> host = Optional.empty();

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String path = host.map(id -> "/hosts/" + Api.segment(id) + "/plan").orElse("/plan");
        session.print(session.api().get(path).body(), PlanTable::print);
        return ExitCode.DONE;
    }
}
