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

import io.landbridge.flow.Action.Output;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.Vni;
import io.landbridge.pipeline.RuleBuilder.Draft;
import java.util.stream.Stream;

/** The flows that every other host needs for one peer; they follow from that peer alone. */
final class PeerFlows {
    private final Host peer;
    private final Vni vni;
    private final Port tunnel;

    PeerFlows(Host peer, Vni vni, Port tunnel) {
        this.peer = peer;
        this.vni = vni;
        this.tunnel = tunnel;
    }

    FlowGroup group() {
        String subnet = peer.id() + " owns " + peer.subnet();
        String gateway = peer.id() + " is gateway " + peer.gateway();
        return FlowGroup.of(
                Feature.PEER.cookie(peer),
                Stream.of(
                        fromPeer(subnet, IPV4_SRC.in(peer.subnet())),
                        fromPeer(subnet, ARP_SPA.in(peer.subnet())),
                        fromPeer(gateway, IPV4_SRC.is(peer.gateway())),
                        fromPeer(gateway, ARP_SPA.is(peer.gateway())),
                        toPeer(subnet, IPV4_DST.in(peer.subnet())),
                        toPeer(subnet, ARP_TPA.in(peer.subnet())),
                        toPeer(gateway, IPV4_DST.is(peer.gateway())),
                        toPeer(gateway, ARP_TPA.is(peer.gateway()))));
    }

    /** A packet from the peer's VTEP with one of the peer's addresses comes in. */
    private Draft fromPeer(String reason, FieldMatch source) {
        return PEER_GUARD
                .because(reason)
                .when(TUNNEL_ID.is(vni), TUNNEL_SRC.is(peer.vtep()), source)
                .then(DELIVERY.next());
    }

    /** A packet for one of the peer's addresses leaves through the tunnel to that peer. */
    private Draft toPeer(String reason, FieldMatch destination) {
        return ROUTING.because(reason)
                .when(destination)
                .then(TUNNEL_ID.set(vni), TUNNEL_DST.set(peer.vtep()), new Output(tunnel));
    }
}
