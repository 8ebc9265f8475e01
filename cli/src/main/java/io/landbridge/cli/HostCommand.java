package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hosts of the fabric. */
@Command(name = "host", description = "Add, show and remove hosts of the fabric.", synopsisSubcommandLabel = "COMMAND")
final class HostCommand {
    private final Session session;

    HostCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "add",
            description = {
                "Adds a host to the fabric, or changes the one of that name.",
                "Subnet and gateway are kept, or allocated for a new host, where they are not given."
            })
    int add(
            @Parameters(paramLabel = "HOST", description = "Its name, such as docker01.") String id,
            @Parameters(paramLabel = "VTEP", description = "The underlay address of its VXLAN packets.") String vtep,
            @Option(names = "--subnet", paramLabel = "CIDR", description = "Range of its containers.")
                    Optional<String> subnet,
            @Option(names = "--gateway", paramLabel = "ADDRESS", description = "Its address on the bridge.")
                    Optional<String> gateway,
            @Option(
                            names = "--ovsdb",
                            paramLabel = "TARGET",
                            description = "Where the controller dials it, such as tcp:192.168.10.163:6640; without,"
                                    + " the host dials.")
                    Optional<String> ovsdb,
            @Option(names = "--dry-run", description = DryRun.HELP) boolean dryRun) {
        ObjectNode host = Json.object().put("vtep", vtep);
        subnet.ifPresent(range -> host.put("subnet", range));
        gateway.ifPresent(address -> host.put("gateway", address));
        ovsdb.ifPresent(target -> host.put("ovsdb", target));
        Answer answer = session.api().put(DryRun.path(path(id), dryRun), host);
        session.print(answer.body(), dryRun ? PlanTable::print : HostCommand::printNextSteps);
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "Lists the hosts, with what is not well on each.")
    int list() {
        session.print(session.api().get("/hosts").body(), HostTable::printAll);
        return ExitCode.DONE;
    }

    @Command(name = "show", description = "Shows a host with its conditions, in the order in which it joins.")
    int show(@Parameters(paramLabel = "HOST", description = "Its name.") String id) {
        session.print(session.api().get(path(id)).body(), HostTable::printOne);
        return ExitCode.DONE;
    }

    @Command(
            name = "remove",
            description = {
                "Takes a host out of the fabric: its peers forget it, and what was made on it is undone.",
                "It stays listed as leaving until that is done."
            })
    int remove(
            @Parameters(paramLabel = "HOST", description = "Its name.") String id,
            @Option(
                            names = "--force",
                            description =
                                    "Forget it at once and undo nothing on it, for one that will never answer again.")
                    boolean force,
            @Option(names = "--dry-run", description = DryRun.HELP) boolean dryRun) {
        Answer answer = session.api().delete(DryRun.path(path(id) + "?force=" + force, dryRun));
        if (dryRun) {
            session.print(answer.body(), PlanTable::print);
        } else if (answer.status() == 202) {
            session.print(
                    answer.body(),
                    (host, out) ->
                            out.println(id + " is leaving: host list shows it until what was made on it is undone"));
        } else if (!session.options.json) {
            session.out.println(id + " is gone");
        }
        return ExitCode.DONE;
    }

    private static String path(String id) {
        return "/hosts/" + Api.segment(id);
    }

    private static void printNextSteps(JsonNode host, PrintStream out) {
        JsonNode spec = host.path("spec");
        JsonNode status = host.path("status");
        out.println(Json.text(host.path("id")) + ": subnet " + Json.text(spec.path("subnet")) + ", gateway "
                + Json.text(spec.path("gateway")));
        out.println("On the host, start Docker with");
        out.println("  dockerd " + Json.text(status.path("dockerOptions")));
        out.println("and let it join with the address of this controller:");
        out.println("  " + Json.text(status.path("joinCommand")));
    }
}
