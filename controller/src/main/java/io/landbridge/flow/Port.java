package io.landbridge.flow;

/**
 * An OpenFlow port number (OpenFlow 1.3.5 §7.2.1).
 *
 * @param number 1 to 0xffffff00 unsigned, or a reserved number such as {@link #LOCAL}
 */
public record Port(int number) implements Comparable<Port> {
    /** The bridge's own interface, where the host's kernel is. */
    public static final Port LOCAL = new Port(0xfffffffe);

    @Override
    public int compareTo(Port other) {
        return Integer.compareUnsigned(number, other.number);
    }

    @Override
    public String toString() {
        return equals(LOCAL) ? "LOCAL" : Integer.toUnsignedString(number);
    }
}
