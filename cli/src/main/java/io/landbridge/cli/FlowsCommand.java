package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The flows that a host's switch has now. */
@Command(name = "flows", description = "Lists the flows of a host by stage, with counters and the reason of each.")
final class FlowsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "HOST", description = "Its name.")
    private String host = "";

    FlowsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode stages =
                session.api().get("/hosts/" + Api.segment(host) + "/flows").body();
        session.print(stages, FlowsCommand::print);
        return ExitCode.DONE;
    }

    private static void print(JsonNode stages, PrintStream out) {
        Table table = new Table("STAGE", "PRIORITY", "MATCH", "ACTIONS", "PACKETS", "REASON");
        for (JsonNode stage : stages.path("items")) {
            for (JsonNode flow : stage.path("flows")) {
                table.row(
                        Json.text(stage.path("stage")),
                        Json.text(flow.path("priority")),
                        Json.text(flow.path("match")),
                        Json.text(flow.path("actions")),
                        Json.text(flow.path("packets")),
                        Json.text(flow.path("reason")));
            }
        }
        table.print(out);
    }
}
