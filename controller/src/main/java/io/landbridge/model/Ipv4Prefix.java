package io.landbridge.model;

import com.google.common.primitives.Ints;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A CIDR block (RFC 4632), ordered by network and then by length.
 *
 * @param network its first address; every bit beyond {@code length} is zero
 * @param length number of leading bits that its addresses share, 0 to 32
 */
public record Ipv4Prefix(Ipv4Address network, int length) implements Comparable<Ipv4Prefix> {

    public Ipv4Prefix {
        if (length < 0 || length > Integer.SIZE) {
            throw new IllegalArgumentException("a prefix length is 0 to 32, not " + length);
        }
        if ((network.bits() & ~mask(length)) != 0) {
            Ipv4Address aligned = new Ipv4Address(network.bits() & mask(length));
            throw new IllegalArgumentException(
                    network + "/" + length + " is not aligned to its length; did you mean " + aligned + "/" + length);
        }
    }

    /**
     * Reads CIDR notation, such as {@code 10.1.0.0/16}.
     *
     * @throws IllegalArgumentException if the text is anything else, or has bits set beyond its length
     */
    public static Ipv4Prefix parse(String text) {
        int slash = text.indexOf('/');
        Integer length = slash < 0 ? null : Ints.tryParse(text.substring(slash + 1));
        if (length == null) {
            throw new IllegalArgumentException("'" + text + "' is not a prefix such as 10.1.0.0/16");
        }
        return new Ipv4Prefix(Ipv4Address.parse(text.substring(0, slash)), length);
    }

    /** The prefix's bits set, all others clear. */
    public Ipv4Address mask() {
        return new Ipv4Address(mask(length));
    }

    public Ipv4Address last() {
        return new Ipv4Address(network.bits() | ~mask(length));
    }

    public boolean contains(Ipv4Address address) {
        return (address.bits() & mask(length)) == network.bits();
    }

    public boolean contains(Ipv4Prefix other) {
        return length <= other.length && contains(other.network);
    }

    public boolean overlaps(Ipv4Prefix other) {
        return contains(other) || other.contains(this);
    }

    /** Itself, or if its prefix is longer than that, the block of that length around it. */
    public Ipv4Prefix atMost(int blockLength) {
        return length <= blockLength
                ? this
                : new Ipv4Prefix(new Ipv4Address(network.bits() & mask(blockLength)), blockLength);
    }

    /** Its first usable address: what Docker's {@code --bip} names for a container subnet. */
    public Ipv4Address firstAddress() {
        return network.plus(1);
    }

    /** The blocks of the given length inside this one, in order, made as they are asked for. */
    public Stream<Ipv4Prefix> blocks(int blockLength) {
        int step = Integer.SIZE - blockLength;
        return LongStream.range(0, 1L << (blockLength - length))
                .mapToObj(i -> new Ipv4Prefix(network.plus((int) (i << step)), blockLength));
    }

    /** The addresses that can be given to a host, in order: all but the network's and the broadcast address. */
    public Stream<Ipv4Address> addresses() {
        return LongStream.range(network.unsigned() + 1, last().unsigned()).mapToObj(i -> new Ipv4Address((int) i));
    }

    @Override
    public int compareTo(Ipv4Prefix other) {
        int byNetwork = network.compareTo(other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << (Integer.SIZE - length);
    }
}
