package io.landbridge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fabric's own parameters. */
@Command(
        name = "fabric",
        description = "Show and set what all hosts have in common.",
        synopsisSubcommandLabel = "COMMAND")
final class FabricCommand {
    private final Session session;

    FabricCommand(Session session) {
        this.session = session;
    }

    @Command(name = "show", description = "Shows the fabric.")
    int show() {
        session.print(session.api().get("/fabric").body(), FabricCommand::print);
        return ExitCode.DONE;
    }

    @Command(
            name = "set",
            description = {
                "Changes what is named; the rest stays as it is. A new --cidr brings its own gateways",
                "and prefix length, unless they are named too.",
                "With hosts present the controller refuses whatever would take their addresses away."
            })
    int set(
            @Option(names = "--cidr", paramLabel = "CIDR", description = "Range of the fabric.") Optional<String> cidr,
            @Option(names = "--gateway-cidr", paramLabel = "CIDR", description = "Range that gateways are taken from.")
                    Optional<String> gatewayCidr,
            @Option(names = "--host-prefix-length", paramLabel = "BITS", description = "Length of a host's subnet.")
                    Optional<Integer> hostPrefixLength,
            @Option(names = "--vni", paramLabel = "NUMBER", description = "VXLAN network identifier.")
                    Optional<Integer> vni,
            @Option(names = "--vxlan-port", paramLabel = "PORT", description = "UDP port of VXLAN.")
                    Optional<Integer> vxlanPort,
            @Option(
                            names = "--mtu",
                            paramLabel = "BYTES|auto",
                            description = "MTU; auto derives it from the hosts' underlay.")
                    Optional<String> mtu,
            @Option(
                            names = "--egress-nat",
                            arity = "1",
                            paramLabel = "true|false",
                            description = "Whether what leaves the fabric is masqueraded.")
                    Optional<Boolean> egressNat,
            @Option(
                            names = "--host-access",
                            paramLabel = "open|shut",
                            description = "Whether containers reach the hosts themselves.")
                    Optional<String> hostAccess,
            @Option(
                            names = "--host-access-allow",
                            paramLabel = "PORT/PROTOCOL[,...]|none",
                            description = "What containers reach of hosts that are shut, such as 53/tcp,53/udp.")
                    Optional<String> hostAccessAllow,
            @Option(names = "--bridge", paramLabel = "NAME", description = "Open vSwitch bridge on each host.")
                    Optional<String> bridge,
            @Option(names = "--tunnel-port", paramLabel = "NAME", description = "Its VXLAN port.")
                    Optional<String> tunnelPort,
            @Option(names = "--container-bridge", paramLabel = "NAME", description = "Docker's bridge.")
                    Optional<String> containerBridge,
            @Option(names = "--dry-run", description = DryRun.HELP) boolean dryRun) {
        Api api = session.api();
        Answer present = api.get("/fabric");
        ObjectNode fabric = present.body().deepCopy();
        cidr.ifPresent(range -> fabric.put("cidr", range).remove("gatewayCidr"));
        cidr.ifPresent(range -> fabric.remove("hostPrefixLength"));
        gatewayCidr.ifPresent(range -> fabric.put("gatewayCidr", range));
        hostPrefixLength.ifPresent(bits -> fabric.put("hostPrefixLength", bits));
        vni.ifPresent(number -> fabric.put("vni", number));
        vxlanPort.ifPresent(port -> fabric.put("vxlanPort", port));
        mtu.ifPresent(bytes -> fabric.set("mtu", mtu(fabric, bytes)));
        egressNat.ifPresent(masqueraded -> fabric.put("egressNat", masqueraded));
        hostAccess.ifPresent(mode -> fabric.put("hostAccess", mode));
        hostAccessAllow.ifPresent(ports -> fabric.set("hostAccessAllow", list(fabric, ports)));
        bridge.ifPresent(name -> fabric.put("bridge", name));
        tunnelPort.ifPresent(name -> fabric.put("tunnelPort", name));
        containerBridge.ifPresent(name -> fabric.put("containerBridge", name));
        Answer answer = api.put(DryRun.path("/fabric", dryRun), fabric, present.etag());
        session.print(answer.body(), dryRun ? PlanTable::print : FabricCommand::print);
        return ExitCode.DONE;
    }

    private static JsonNode mtu(ObjectNode fabric, String text) {
        try {
            return text.equals("auto") ? fabric.nullNode() : fabric.numberNode(Integer.parseInt(text));
        } catch (NumberFormatException neither) {
            throw new Failure(ExitCode.USAGE, "--mtu is a number of bytes, or auto; not '" + text + "'");
        }
    }

    private static JsonNode list(ObjectNode fabric, String text) {
        ArrayNode list = fabric.arrayNode();
        if (!text.equals("none")) {
            Stream.of(text.split(",", -1)).forEach(list::add);
        }
        return list;
    }

    private static void print(JsonNode fabric, PrintStream out) {
        Table table = new Table("PARAMETER", "VALUE");
        fabric.fields()
                .forEachRemaining(parameter -> table.row(
                        parameter.getKey(),
                        parameter.getKey().equals("mtu") && parameter.getValue().isNull()
                                ? "auto"
                                : Json.text(parameter.getValue())));
        table.print(out);
    }
}
