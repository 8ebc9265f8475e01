package io.landbridge.northbound.https;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By what clients reach this machine.
 *
 * @param hosts names, at least one
 * @param addresses as text
 */
record ServerNames(List<String> hosts, List<String> addresses) {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** What the machine knows of itself, without asking the network, and what the admin says besides. */
    static ServerNames ofThisMachine(String besides) throws IOException {
        String own = Files.isReadable(HOST_NAME) ? Files.readString(HOST_NAME) : "";
        return of(Streams.concat(
                Stream.of(own, "localhost"), ownAddresses(), Splitter.on(',').splitToStream(besides)));
    }

    /** Sorts names from addresses; what is neither is left out. */
    static ServerNames of(Stream<String> all) {
        ImmutableSet<String> texts =
                all.map(text -> Ascii.toLowerCase(text.strip())).collect(ImmutableSet.toImmutableSet());
        return new ServerNames(
                texts.stream()
                        .filter(text -> !InetAddresses.isInetAddress(text)
                                && HOST.matcher(text).matches())
                        .toList(),
                texts.stream().filter(InetAddresses::isInetAddress).toList());
    }

    /** The addresses of all interfaces, but for those that mean another machine on each link. */
    private static Stream<String> ownAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .map(InetAddresses::toAddrString)
                .map(address -> address.replaceFirst("%.*", ""));
    }
}
