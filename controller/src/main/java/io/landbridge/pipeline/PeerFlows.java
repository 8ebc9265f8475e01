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
        return FlowGroup.of(
                Feature.PEER.cookie(peer),
                peer.id() + " owns " + peer.subnet() + " and " + peer.gateway() + " behind " + peer.vtep(),
                fromPeer(IPV4_SRC.in(peer.subnet())),
                fromPeer(ARP_SPA.in(peer.subnet())),
                fromPeer(IPV4_SRC.is(peer.gateway())),
                fromPeer(ARP_SPA.is(peer.gateway())),
                toPeer(IPV4_DST.in(peer.subnet())),
                toPeer(ARP_TPA.in(peer.subnet())),
                toPeer(IPV4_DST.is(peer.gateway())),
                toPeer(ARP_TPA.is(peer.gateway())));
    }

    /** A packet from the peer's VTEP with one of the peer's addresses comes in. */
    private Draft fromPeer(FieldMatch source) {
        return PEER_GUARD
                .rule(Priority.RULE)
                .when(TUNNEL_ID.is(vni), TUNNEL_SRC.is(peer.vtep()), source)
                .then(DELIVERY.next());
    }

    /** A packet for one of the peer's addresses leaves through the tunnel to that peer. */
    private Draft toPeer(FieldMatch destination) {
        return ROUTING.rule(Priority.RULE)
                .when(destination)
                .then(TUNNEL_ID.set(vni), TUNNEL_DST.set(peer.vtep()), new Output(tunnel));
    }
}
