package io.landbridge.pipeline;

import static io.landbridge.flow.Field.ARP_SPA;
import static io.landbridge.flow.Field.ARP_TPA;
import static io.landbridge.flow.Field.IPV4_DST;
import static io.landbridge.flow.Field.IPV4_SRC;
import static io.landbridge.flow.Field.TUNNEL_DST;
import static io.landbridge.flow.Field.TUNNEL_ID;
import static io.landbridge.flow.Field.TUNNEL_SRC;
import static io.landbridge.pipeline.Stage.DELIVERY;
import static io.landbridge.pipeline.Stage.PEER_GUARD;
import static io.landbridge.pipeline.Stage.ROUTING;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.landbridge.flow.Action;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Port;
import io.landbridge.model.Encapsulation;
import io.landbridge.model.Host;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Vni;
import io.landbridge.pipeline.RuleBuilder.Draft;
import java.util.Optional;
import java.util.stream.Stream;

/** The flows that every other host needs for one peer; they follow from that peer and the way to it. */
final class PeerFlows {
    private final Host peer;
    private final Way way;

    /**
     * How packets travel to a peer and from it.
     *
     * @param acceptedVnis the VNIs that it may send in
     * @param acceptedVteps the VTEPs that it may send from
     * @param vni the VNI to send in
     * @param vtep the VTEP to send to
     * @param tunnel the port to send by; empty while it has no number, and then nothing is sent
     * @param source the VTEP to send from, where the port does not know it
     */
    record Way(
            ImmutableSet<Vni> acceptedVnis,
            ImmutableSet<Ipv4Address> acceptedVteps,
            Vni vni,
            Ipv4Address vtep,
            Optional<Port> tunnel,
            Optional<Ipv4Address> source) {
        static Way of(Encapsulation encapsulation, Host self, Host peer, Ports ports) {
            boolean bySpare = encapsulation.sendsBySpare(self);
            return new Way(
                    encapsulation.acceptedVnis(),
                    encapsulation.acceptedVteps(peer),
                    encapsulation.vni(),
                    encapsulation.vtep(peer),
                    bySpare ? ports.spare() : ports.tunnel(),
                    bySpare ? Optional.of(self.vtep()) : Optional.empty());
        }
    }

    PeerFlows(Host peer, Way way) {
        this.peer = peer;
        this.way = way;
    }

    FlowGroup group() {
        String subnet = peer.id() + " owns " + peer.subnet();
        String gateway = peer.id() + " is gateway " + peer.gateway();
        Stream<Draft> in = Stream.of(
                        fromPeer(subnet, IPV4_SRC.in(peer.subnet())),
                        fromPeer(subnet, ARP_SPA.in(peer.subnet())),
                        fromPeer(gateway, IPV4_SRC.is(peer.gateway())),
                        fromPeer(gateway, ARP_SPA.is(peer.gateway())))
                .flatMap(rules -> rules);
        Stream<Draft> out = way.tunnel().stream()
                .flatMap(tunnel -> Stream.of(
                        toPeer(subnet, IPV4_DST.in(peer.subnet()), tunnel),
                        toPeer(subnet, ARP_TPA.in(peer.subnet()), tunnel),
                        toPeer(gateway, IPV4_DST.is(peer.gateway()), tunnel),
                        toPeer(gateway, ARP_TPA.is(peer.gateway()), tunnel)));
        return FlowGroup.of(Feature.PEER.cookie(peer), Stream.concat(in, out));
    }

    /** A packet from a VTEP of the peer with one of the peer's addresses comes in. */
    private Stream<Draft> fromPeer(String reason, FieldMatch source) {
        return way.acceptedVnis().stream()
                .flatMap(vni -> way.acceptedVteps().stream()
                        .map(vtep -> PEER_GUARD
                                .because(reason)
                                .when(TUNNEL_ID.is(vni), TUNNEL_SRC.is(vtep), source)
                                .then(DELIVERY.next())));
    }

    /** A packet for one of the peer's addresses leaves through the tunnel to that peer. */
    private Draft toPeer(String reason, FieldMatch destination, Port tunnel) {
        return ROUTING.because(reason).when(destination).then(through(tunnel));
    }

    private Action[] through(Port tunnel) {
        ImmutableList.Builder<Action> actions = ImmutableList.builder();
        actions.add(TUNNEL_ID.set(way.vni()));
        way.source().ifPresent(source -> actions.add(TUNNEL_SRC.set(source)));
        return actions.add(TUNNEL_DST.set(way.vtep()), new Output(tunnel))
                .build()
                .toArray(Action[]::new);
    }
}
