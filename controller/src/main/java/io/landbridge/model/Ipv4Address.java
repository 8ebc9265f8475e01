package io.landbridge.model;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet4Address;

/**
 * An IPv4 address, ordered as an unsigned number.
 *
 * @param bits the four octets in network order, the first one in the highest byte
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
    /** Guava also takes other scripts' digits, and an IPv4 address that is written as an IPv6 one. */
    private static final CharMatcher DOTTED = CharMatcher.inRange('0', '9').or(CharMatcher.is('.'));

    /**
     * Reads dotted decimal, such as {@code 10.1.0.2}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Ipv4Address parse(String text) {
        if (DOTTED.matchesAllOf(text)
                && InetAddresses.isInetAddress(text)
                && InetAddresses.forString(text) instanceof Inet4Address address) {
            return new Ipv4Address(Ints.fromByteArray(address.getAddress()));
        }
        throw new IllegalArgumentException("'" + text + "' is not an IPv4 address such as 10.1.0.2");
    }

    /** The address as an unsigned number, 0 to 2³²−1. */
    public long unsigned() {
        return Integer.toUnsignedLong(bits);
    }

    /** The address {@code offset} further on. */
    public Ipv4Address plus(int offset) {
        return new Ipv4Address(bits + offset);
    }

    /** Whether a host can own it: not unspecified, loopback (RFC 1122), multicast or reserved (RFC 1112). */
    public boolean isUnicast() {
        int first = bits >>> 24;
        return first != 0 && first != 127 && first < 224;
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
