package io.landbridge.flow;

import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Vni;
import java.util.Optional;

/**
 * The packet fields that our flows match and set (OpenFlow 1.3.5 §7.2.3.7; tunnel addresses are Nicira extensions), in
 * the order in which a match is written. A field knows what has to be matched before it may be.
 */
public enum Field {
    IN_PORT("in_port", 32),
    TUNNEL_ID("tun_id", 64),
    TUNNEL_SRC("tun_src", 32),
    TUNNEL_DST("tun_dst", 32),
    ETH_TYPE("dl_type", 16),
    IPV4_SRC("nw_src", 32, EtherType.IPV4),
    IPV4_DST("nw_dst", 32, EtherType.IPV4),
    ARP_OP("arp_op", 16, EtherType.ARP),
    ARP_SPA("arp_spa", 32, EtherType.ARP),
    ARP_TPA("arp_tpa", 32, EtherType.ARP);

    private final String ovsName;
    private final int width;
    private final Optional<EtherType> prerequisite;

    Field(String ovsName, int width) {
        this.ovsName = ovsName;
        this.width = width;
        this.prerequisite = Optional.empty();
    }

    Field(String ovsName, int width, EtherType prerequisite) {
        this.ovsName = ovsName;
        this.width = width;
        this.prerequisite = Optional.of(prerequisite);
    }

    /** What Open vSwitch calls it. */
    public String ovsName() {
        return ovsName;
    }

    /** Size in bits. */
    public int width() {
        return width;
    }

    /** The Ethernet type that a match must name before it may name this field. */
    public Optional<EtherType> prerequisite() {
        return prerequisite;
    }

    public FieldMatch is(long value) {
        return new FieldMatch(this, value, allOnes());
    }

    public FieldMatch is(Ipv4Address address) {
        return is(address.unsigned());
    }

    public FieldMatch is(Port port) {
        return is(Integer.toUnsignedLong(port.number()));
    }

    public FieldMatch is(Vni vni) {
        return is(vni.value());
    }

    public FieldMatch in(Ipv4Prefix prefix) {
        return new FieldMatch(this, prefix.network().unsigned(), prefix.mask().unsigned());
    }

    public Action set(Vni vni) {
        return new Action.SetField(this, vni.value());
    }

    public Action set(Ipv4Address address) {
        return new Action.SetField(this, address.unsigned());
    }

    long allOnes() {
        return width == Long.SIZE ? -1L : (1L << width) - 1;
    }
}
