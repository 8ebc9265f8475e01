package io.landbridge.model;

/**
 * The UDP port that VXLAN packets travel to; IANA's is 4789 (RFC 7348 §5).
 *
 * @param value 1 to 65,535
 */
public record UdpPort(int value) {
    public static final UdpPort VXLAN = new UdpPort(4789);

    public UdpPort {
        new Violations()
                .require(value >= 1 && value <= 65_535, "vxlanPort", "%d is not a UDP port: 1 to 65535", value)
                .refuse();
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
