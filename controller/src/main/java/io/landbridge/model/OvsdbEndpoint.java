package io.landbridge.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a host's OVSDB server listens, for a host that the controller dials.
 *
 * @param address an address of the host
 * @param port TCP port, 1 to 65,535; IANA's for OVSDB is 6640 (RFC 7047 §8)
 */
public record OvsdbEndpoint(Ipv4Address address, int port) {
    private static final Pattern TARGET = Pattern.compile("tcp:([0-9.]+)(?::([0-9]{1,5}))?");
    private static final String IANA_PORT = "6640";

    public OvsdbEndpoint {
        new Violations()
                .require(port >= 1 && port <= 65_535, "ovsdb", "%d is not a TCP port: 1 to 65535", port)
                .require(address.bits() != 0, "ovsdb", "%s is no address to dial", address)
                .refuse();
    }

    /**
     * Reads an Open vSwitch connection target, such as {@code tcp:192.168.10.163:6640}; the port may be left out.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static OvsdbEndpoint parse(String text) {
        Matcher target = TARGET.matcher(text);
        if (!target.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a target such as tcp:192.168.10.163:6640");
        }
        String port = target.group(2);
        return new OvsdbEndpoint(Ipv4Address.parse(target.group(1)), Integer.parseInt(port == null ? IANA_PORT : port));
    }

    @Override
    public String toString() {
        return "tcp:" + address + ":" + port;
    }
}
