package io.landbridge.model;

/**
 * The largest IP packet, in bytes, that a link carries.
 *
 * @param bytes 576, what every IPv4 host must accept (RFC 791 §3.1), to 65,485, what VXLAN leaves of an IPv4 packet
 */
public record Mtu(int bytes) implements Comparable<Mtu> {
    /** What VXLAN over IPv4 adds to a packet: inner Ethernet 14, VXLAN 8, UDP 8, outer IPv4 20 (RFC 7348 §5). */
    private static final int VXLAN_OVERHEAD = 50;

    /** What a fabric carries over the usual Ethernet underlay of 1,500 bytes. */
    public static final Mtu OVER_ETHERNET = new Mtu(1500 - VXLAN_OVERHEAD);

    private static final int LOWEST = 576;

    /** The smallest underlay MTU that leaves room for an overlay, in bytes. */
    public static final int LOWEST_UNDERLAY = LOWEST + VXLAN_OVERHEAD;

    /** The largest value, in bytes. */
    public static final int HIGHEST = 65_535 - VXLAN_OVERHEAD;

    public Mtu {
        new Violations()
                .require(
                        bytes >= LOWEST && bytes <= HIGHEST,
                        "mtu",
                        "%d is not an MTU: %d to %d",
                        bytes,
                        LOWEST,
                        HIGHEST)
                .refuse();
    }

    /**
     * What VXLAN leaves of an underlay of this MTU.
     *
     * @throws InvalidIntentException if that is too little for any link
     */
    public Mtu insideVxlan() {
        return new Mtu(bytes - VXLAN_OVERHEAD);
    }

    @Override
    public int compareTo(Mtu other) {
        return Integer.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return Integer.toString(bytes);
    }
}
