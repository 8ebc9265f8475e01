package io.landbridge.model;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change of what VXLAN packets look like on its way through the fabric: of the VNI, the UDP port, or a host's VTEP.
 * It holds what was in force before; what shall be in force stands in the intent's fabric and hosts. No phase begins
 * before every host has done the one before, so at no time is a packet sent that its receiver does not know.
 *
 * @param phase how far the change is
 * @param vni the VNI before it
 * @param vxlanPort the UDP port before it
 * @param vteps the VTEPs before it, of the hosts whose VTEP changes
 */
public record Rollover(Phase phase, Vni vni, UdpPort vxlanPort, ImmutableSortedMap<HostId, Ipv4Address> vteps) {

    /**
     * What hosts do, in this order. A tunnel port has one UDP port and one local address, so a host for which one of
     * these changes has a spare tunnel port meanwhile.
     */
    public enum Phase {
        /** Hosts let in packets of both kinds, by a spare tunnel port where that takes one, and send the old. */
        ACCEPT,
        /** Hosts send the new kind, by the spare port where there is one. */
        SEND,
        /** The fabric's tunnel port, which nobody uses any more, takes the new port and address. */
        MOVE,
        /** Hosts send by the fabric's tunnel port again; then the spare port and what let in the old kind can go. */
        RETURN
    }

    /** A change that has changed nothing yet. */
    static Rollover from(Fabric fabric) {
        return new Rollover(Phase.ACCEPT, fabric.vni(), fabric.vxlanPort(), ImmutableSortedMap.of());
    }

    /** The same change, which may change this host's VTEP, too. */
    Rollover alsoOf(HostId host, Ipv4Address vtepBefore) {
        var all = new TreeMap<>(vteps);
        all.putIfAbsent(host, vtepBefore);
        return with(all);
    }

    /** Itself, without the VTEPs that stay as they are; nothing if all stays as it is, or if no host is there. */
    Optional<Rollover> unlessIdleIn(Fabric fabric, Map<HostId, Host> hosts) {
        Rollover change = with(Maps.filterEntries(vteps, entry -> {
            Host host = hosts.get(entry.getKey());
            return host != null && host.isJoined() && !host.vtep().equals(entry.getValue());
        }));
        boolean idle = change.vteps.isEmpty() && vni.equals(fabric.vni()) && vxlanPort.equals(fabric.vxlanPort());
        return idle || hosts.values().stream().noneMatch(Host::isJoined) ? Optional.empty() : Optional.of(change);
    }

    /** The next phase; empty if this was the last. */
    Optional<Rollover> next() {
        Optional<Phase> next = switch (phase) {
            case ACCEPT -> Optional.of(Phase.SEND);
            case SEND -> Optional.of(Phase.MOVE);
            case MOVE -> Optional.of(Phase.RETURN);
            case RETURN -> Optional.empty();
        };
        return next.map(following -> new Rollover(following, vni, vxlanPort, vteps));
    }

    private Rollover with(Map<HostId, Ipv4Address> otherVteps) {
        return new Rollover(phase, vni, vxlanPort, ImmutableSortedMap.copyOf(otherVteps));
    }
}
