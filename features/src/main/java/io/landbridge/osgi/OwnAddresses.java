package io.landbridge.osgi;

import io.landbridge.model.Ipv4Address;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses by which others can reach this machine. */
final class OwnAddresses {
    private OwnAddresses() {}

    /** Its IPv4 addresses as they are now, without loopback. */
    static Set<Ipv4Address> now() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress())
                    .map(address -> Ipv4Address.parse(address.getHostAddress()))
                    .collect(Collectors.toSet());
        } catch (SocketException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
