package io.landbridge.pipeline;

import static io.landbridge.flow.Field.ARP_OP;
import static io.landbridge.flow.Field.ARP_SPA;
import static io.landbridge.flow.Field.ARP_TPA;
import static io.landbridge.flow.Field.IN_PORT;
import static io.landbridge.flow.Field.IPV4_DST;
import static io.landbridge.flow.Field.IPV4_SRC;
import static io.landbridge.pipeline.Stage.CLASSIFIER;
import static io.landbridge.pipeline.Stage.DELIVERY;
import static io.landbridge.pipeline.Stage.PEER_GUARD;
import static io.landbridge.pipeline.Stage.ROUTING;
import static io.landbridge.pipeline.Stage.SOURCE_GUARD;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.pipeline.RuleBuilder.Draft;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The flows that a host needs whoever its peers are. */
final class HostFlows {
    private static final int ARP_REPLY = 2;

    private final Host self;
    private final Ports ports;

    HostFlows(Host self, Ports ports) {
        this.self = self;
        this.ports = ports;
    }

    FlowGroup group() {
        ImmutableList.Builder<Draft> rules = ImmutableList.builder();
        Stream.of(ports.tunnel(), ports.spare())
                .flatMap(Optional::stream)
                .forEach(tunnel -> rules.add(fromTunnel(tunnel)));
        rules.add(
                fromHost(),
                leave(ownSubnet(), Port.LOCAL, IPV4_SRC.in(self.subnet())),
                leave(ownGateway(), Port.LOCAL, IPV4_SRC.is(self.gateway())),
                leave(ownGateway(), Port.LOCAL, ARP_SPA.is(self.gateway())),
                deliver(ownGateway(), IPV4_DST.is(self.gateway()), Port.LOCAL),
                deliver(ownGateway(), ARP_TPA.is(self.gateway()), Port.LOCAL));
        ports.veth()
                .ifPresent(veth -> rules.add(
                        arpReplyFromContainer(veth),
                        leave(ownSubnet(), veth, ARP_SPA.in(self.subnet())),
                        deliver(ownSubnet(), IPV4_DST.in(self.subnet()), veth),
                        deliver(ownSubnet(), ARP_TPA.in(self.subnet()), veth)));
        Arrays.stream(Stage.values()).map(Stage::miss).forEach(rules::add);
        return FlowGroup.of(Feature.HOST.cookie(self), rules.build().stream());
    }

    /** What comes from a tunnel has to be a peer's. */
    private static Draft fromTunnel(Port tunnel) {
        return CLASSIFIER
                .because("what comes from a tunnel has to be a peer's")
                .when(IN_PORT.is(tunnel))
                .then(PEER_GUARD.next());
    }

    /** What the host's kernel sends has to be of this host. */
    private static Draft fromHost() {
        return CLASSIFIER
                .because("what the host sends has to be its own")
                .when(IN_PORT.is(Port.LOCAL))
                .then(SOURCE_GUARD.next());
    }

    /** A container answers ARP by the veth; its IP packets go through the host's kernel and firewall. */
    private static Draft arpReplyFromContainer(Port veth) {
        return CLASSIFIER
                .because("containers answer ARP by the veth pair, and send nothing else there")
                .when(IN_PORT.is(veth), ARP_OP.is(ARP_REPLY))
                .then(SOURCE_GUARD.next());
    }

    /**
     * What has an address of this host may leave, if it comes from where that address is: containers send IP through
     * the kernel and answer ARP by the veth; the gateway is the kernel's own, so no container can speak ARP for it.
     */
    private static Draft leave(String reason, Port from, FieldMatch source) {
        return SOURCE_GUARD.because(reason).when(IN_PORT.is(from), source).then(ROUTING.next());
    }

    /** What is for an address of this host leaves by the port behind which that address is. */
    private static Draft deliver(String reason, FieldMatch destination, Port port) {
        return DELIVERY.because(reason).when(destination).then(new Output(port));
    }

    private String ownSubnet() {
        return self.id() + " owns " + self.subnet();
    }

    private String ownGateway() {
        return self.id() + " is gateway " + self.gateway();
    }
}
