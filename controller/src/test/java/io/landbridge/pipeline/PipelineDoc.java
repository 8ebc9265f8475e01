package io.landbridge.pipeline;

import com.google.common.base.Joiner;
import com.google.common.collect.Iterables;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeNetwork;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.fake.Packet;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.Vni;
import io.landbridge.port.out.DeviceException;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/pipeline.md} from the stages themselves and from what two hosts are given. */
final class PipelineDoc {
    private final Intent intent = Fabrics.ofHosts(2);
    private final Host docker01 = intent.host(Fabrics.id(1)).orElseThrow();
    private final Host docker02 = intent.host(Fabrics.id(2)).orElseThrow();
    private final Map<Cookie, FlowGroup> groups = new FlowCompiler().compile(intent, docker01, RequestedPorts.ALL);
    private final Map<Flow, FlowRule> rules = Stream.concat(
                    groups.values().stream(),
                    new FlowCompiler().compile(intent, docker02, RequestedPorts.ALL).values().stream())
            .flatMap(group -> group.rules().values().stream())
            .collect(Collectors.toMap(FlowRule::flow, Function.identity(), (a, b) -> a));

    String markdown() throws DeviceException {
        return """
                # The pipeline, stage by stage

                <!-- Written by PipelineDoc from the stages in the code; the build fails when they differ. -->

                Every address of the overlay belongs to a prefix, and every prefix to one host. So IP **and ARP** are
                routed by prefix: nothing is flooded, nothing is learned, no packet is ever sent to the controller, and
                the switches go on when the controller is away. A packet passes these stages in order; each is one
                OpenFlow table, ends in a drop whose counter can be read, and leads only forward. What came from a
                tunnel can never leave by one.

                %s
                ## The flows of docker01, with docker02 as its peer

                docker01 has VTEP %s, subnet %s and gateway %s; docker02 has VTEP %s, subnet %s and gateway %s. Port %s is
                the tunnel, port %s the veth pair to the container bridge, LOCAL the bridge's own interface, where the
                host's kernel is. `ovs-ofctl -O OpenFlow13 dump-flows ovs_sw0` shows them on a host; `overlay:flow-list
                docker01` shows them with their reasons.

                %s
                A cookie says whose a flow is: `4c42` is Landbridge's mark, then come the feature (01 the host's own, 02
                a peer's), the version of the pipeline, and the subnet of the host that the flow is about. Flows without
                the mark are reported and left alone.

                ## Four packets on their way

                %s""".formatted(
                        stages(),
                        docker01.vtep(),
                        docker01.subnet(),
                        docker01.gateway(),
                        docker02.vtep(),
                        docker02.subnet(),
                        docker02.gateway(),
                        RequestedPorts.TUNNEL,
                        RequestedPorts.VETH,
                        Stream.of(Stage.values()).map(this::flowsOf).collect(Collectors.joining("\n")),
                        packets());
    }

    private static String stages() {
        return "| table | stage | what it does | matches | writes | leads to | drops a packet if |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n"
                + Stream.of(Stage.values())
                        .map(stage -> row(
                                stage.table(),
                                "**" + stage.label() + "**",
                                stage.purpose(),
                                names(stage.matches()),
                                names(stage.sets()),
                                stage.outputs()
                                        ? "a port"
                                        : Joiner.on(", ").join(Iterables.transform(stage.leadsTo(), Stage::label)),
                                stage.missReason()))
                        .collect(Collectors.joining());
    }

    private String flowsOf(Stage stage) {
        return "### " + stage.label() + "\n\n| match | actions | why |\n| --- | --- | --- |\n"
                + groups.values().stream()
                        .flatMap(group -> group.rules().values().stream())
                        .filter(rule -> rule.stage() == stage)
                        .sorted(Comparator.<FlowRule>comparingInt(
                                        rule -> -rule.flow().key().priority())
                                .thenComparing(rule -> rule.flow().key().match().toString()))
                        .map(rule -> row(
                                "`" + rule.flow().key().match() + "`",
                                "`" + rule.flow().actionText() + "`",
                                rule.reason()))
                        .collect(Collectors.joining());
    }

    private String packets() throws DeviceException {
        FakeNetwork network = new FakeNetwork(intent);
        var container01 = docker01.subnet().network().plus(2);
        var container02 = docker02.subnet().network().plus(2);
        Packet ping = Packet.ip(container01, container02);
        Packet arrived = ping.through(new Vni(1), docker01.vtep());
        Packet answer = Packet.arp(Packet.ARP_REPLY, container01, docker02.gateway());
        Packet forged =
                Packet.ip(docker01.subnet().network().plus(9), container01).through(new Vni(1), docker02.vtep());
        return way(
                        "A container of docker01 pings one of docker02: the kernel has routed the packet onto the bridge",
                        network.bridgeOf(docker01.id()).trace(Port.LOCAL, ping))
                + way(
                        "The same packet where it comes out of the tunnel, on docker02",
                        network.bridgeOf(docker02.id()).trace(RequestedPorts.TUNNEL, arrived))
                + way(
                        "A container of docker01 answers docker02's ARP request",
                        network.bridgeOf(docker01.id()).trace(RequestedPorts.VETH, answer))
                + way(
                        "docker02 sends docker01 a packet with an address that is not docker02's",
                        network.bridgeOf(docker01.id()).trace(RequestedPorts.TUNNEL, forged));
    }

    private String way(String title, FakeSwitch.Trace trace) {
        return "**" + title + "**\n\n| stage | met | then |\n| --- | --- | --- |\n"
                + trace.met().stream()
                        .map(flow -> row(
                                Stage.ofTable(flow.key().table()).orElseThrow().label(),
                                "`" + flow.key().match() + "`",
                                flow.actions().isEmpty()
                                        ? Objects.requireNonNull(rules.get(flow))
                                                .reason()
                                        : "`" + flow.actionText() + "`"))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String names(Iterable<Field> fields) {
        String names = Joiner.on(", ").join(Iterables.transform(fields, Field::ovsName));
        return names.isEmpty() ? "–" : "`" + names + "`";
    }

    private static String row(Object... cells) {
        return "| " + Joiner.on(" | ").join(cells) + " |\n";
    }
}
