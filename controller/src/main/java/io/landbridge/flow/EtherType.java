package io.landbridge.flow;

/** The Ethernet types that the overlay carries (IEEE 802 numbers). */
public enum EtherType {
    IPV4(0x0800, "ip"),
    ARP(0x0806, "arp");

    private final int number;
    private final String ovsName;

    EtherType(int number, String ovsName) {
        this.number = number;
        this.ovsName = ovsName;
    }

    public int number() {
        return number;
    }

    public String ovsName() {
        return ovsName;
    }
}
