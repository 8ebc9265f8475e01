package io.landbridge.fake;

import com.google.common.collect.ImmutableMap;
import io.landbridge.flow.EtherType;
import io.landbridge.flow.Field;
import io.landbridge.flow.Port;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Vni;
import java.util.HashMap;
import java.util.Map;

/** A packet as a pipeline sees it: the fields it has. */
public record Packet(ImmutableMap<Field, Long> fields) {
    public static final int ARP_REQUEST = 1;
    public static final int ARP_REPLY = 2;

    public static Packet ip(Ipv4Address source, Ipv4Address destination) {
        return new Packet(ImmutableMap.of(
                Field.ETH_TYPE, (long) EtherType.IPV4.number(),
                Field.IPV4_SRC, source.unsigned(),
                Field.IPV4_DST, destination.unsigned()));
    }

    public static Packet arp(int operation, Ipv4Address sender, Ipv4Address target) {
        return new Packet(ImmutableMap.of(
                Field.ETH_TYPE,
                (long) EtherType.ARP.number(),
                Field.ARP_OP,
                (long) operation,
                Field.ARP_SPA,
                sender.unsigned(),
                Field.ARP_TPA,
                target.unsigned()));
    }

    public Packet from(Port port) {
        return with(Field.IN_PORT, Integer.toUnsignedLong(port.number()));
    }

    /** As it comes out of a tunnel. */
    public Packet through(Vni vni, Ipv4Address tunnelSource) {
        return with(Field.TUNNEL_ID, vni.value()).with(Field.TUNNEL_SRC, tunnelSource.unsigned());
    }

    public Packet with(Field field, long value) {
        Map<Field, Long> changed = new HashMap<>(fields);
        changed.put(field, value);
        return new Packet(ImmutableMap.copyOf(changed));
    }

    /** What goes over the wire: nothing of the port it came in by or of the tunnel. */
    public Packet inner() {
        Map<Field, Long> inner = new HashMap<>(fields);
        inner.keySet().removeIf(field -> switch (field) {
            case IN_PORT, TUNNEL_ID, TUNNEL_SRC, TUNNEL_DST -> true;
            default -> false;
        });
        return new Packet(ImmutableMap.copyOf(inner));
    }
}
