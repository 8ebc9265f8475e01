package io.landbridge.northbound.login;

import com.google.common.base.Ascii;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Somebody tries a password.
 *
 * @param name the account, cut to a length that is safe to remember
 * @param source an IPv4 address, or the /64 that an IPv6 address is of, which is as a rule one client's to choose from
 */
public record Attempt(String name, String source) {
    private static final int LONGEST_NAME = 64;
    private static final int NETWORK_BYTES = 8;

    /**
     * An attempt from an address.
     *
     * @param address as a request or as a socket has it: {@code 192.0.2.1}, or {@code /192.0.2.1:50000}
     */
    public static Attempt of(String name, String address) {
        return new Attempt(Ascii.truncate(name, LONGEST_NAME, "…"), source(address));
    }

    private static String source(String address) {
        String host = HostAndPort.fromString(address.substring(address.lastIndexOf('/') + 1))
                .getHost()
                .replaceFirst("%.*", "");
        InetAddress parsed = InetAddresses.forString(host);
        return parsed instanceof Inet6Address
                ? network(parsed.getAddress()) + "/64"
                : InetAddresses.toAddrString(parsed);
    }

    private static String network(byte[] address) {
        byte[] network = Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length);
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(network));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
