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

import io.landbridge.flow.Action;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.pipeline.RuleBuilder.Draft;
import java.util.Arrays;
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
        Cookie cookie = Feature.HOST.cookie(self);
        var rules = Stream.of(
                        fromTunnel(),
                        fromHost(),
                        arpReplyFromContainer(),
                        outOf(IPV4_SRC.in(self.subnet())),
                        outOf(ARP_SPA.in(self.subnet())),
                        outOf(IPV4_SRC.is(self.gateway())),
                        outOf(ARP_SPA.is(self.gateway())),
                        deliver(IPV4_DST.in(self.subnet()), ports.veth()),
                        deliver(ARP_TPA.in(self.subnet()), ports.veth()),
                        deliver(IPV4_DST.is(self.gateway()), Port.LOCAL),
                        deliver(ARP_TPA.is(self.gateway()), Port.LOCAL))
                .map(draft -> draft.because(self.id() + " owns " + self.subnet() + " and " + self.gateway(), cookie));
        return FlowGroup.of(cookie, Stream.concat(rules, misses(cookie)));
    }

    /** What comes from a tunnel has to be a peer's. */
    private Draft fromTunnel() {
        return classify(PEER_GUARD.next(), IN_PORT.is(ports.tunnel()));
    }

    /** What the host's kernel sends has to be of this host. */
    private Draft fromHost() {
        return classify(SOURCE_GUARD.next(), IN_PORT.is(Port.LOCAL));
    }

    /** A container answers ARP by the veth; its IP packets go through the host's kernel and firewall. */
    private Draft arpReplyFromContainer() {
        return classify(SOURCE_GUARD.next(), IN_PORT.is(ports.veth()), ARP_OP.is(ARP_REPLY));
    }

    private static Draft classify(Action next, FieldMatch... matches) {
        return CLASSIFIER.rule(Priority.RULE).when(matches).then(next);
    }

    /** What has an address of this host may leave. */
    private static Draft outOf(FieldMatch source) {
        return SOURCE_GUARD.rule(Priority.RULE).when(source).then(ROUTING.next());
    }

    /** What is for an address of this host leaves by the port behind which that address is. */
    private static Draft deliver(FieldMatch destination, Port port) {
        return DELIVERY.rule(Priority.RULE).when(destination).then(new Output(port));
    }

    /** Each stage ends in a drop whose counter can be read. */
    private static Stream<FlowRule> misses(Cookie cookie) {
        return Arrays.stream(Stage.values())
                .map(stage -> stage.rule(Priority.MISS).then().because("dropped: " + stage.missReason(), cookie));
    }
}
