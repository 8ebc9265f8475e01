package io.landbridge.flow;

import io.landbridge.model.Ipv4Address;

/**
 * The packets whose field has a value in the bits of a mask.
 *
 * @param field the field looked at
 * @param value what it must be; zero wherever the mask is
 * @param mask the bits looked at; never zero, for a field that is not looked at is not named
 */
public record FieldMatch(Field field, long value, long mask) {
    public FieldMatch {
        if (mask == 0 || (mask & ~field.allOnes()) != 0 || (value & ~mask) != 0) {
            throw new IllegalArgumentException(
                    String.format("%s cannot be matched as %#x/%#x in its %d bits", field, value, mask, field.width()));
        }
    }

    /** Whether a packet with this value in the field matches. */
    public boolean matches(long packetValue) {
        return (packetValue & mask) == value;
    }

    public boolean isExact() {
        return mask == field.allOnes();
    }

    /** As {@code ovs-ofctl} writes it, such as {@code nw_dst=10.2.0.0/16}. */
    @Override
    public String toString() {
        return field.ovsName() + "="
                + switch (field) {
                    case IN_PORT -> new Port((int) value).toString();
                    case TUNNEL_SRC, TUNNEL_DST, IPV4_SRC, IPV4_DST, ARP_SPA, ARP_TPA ->
                        new Ipv4Address((int) value) + (isExact() ? "" : "/" + Long.bitCount(mask));
                    case ETH_TYPE -> String.format("0x%04x", value);
                    case TUNNEL_ID, ARP_OP -> value + (isExact() ? "" : String.format("/%#x", mask));
                };
    }
}
