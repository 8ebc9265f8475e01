package io.landbridge.model;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A port that a service listens on, ordered by number and then by protocol.
 *
 * @param number 1 to 65,535
 */
public record ServicePort(int number, Protocol protocol) implements Comparable<ServicePort> {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,4})/([a-z]+)");
    private static final Comparator<ServicePort> ORDER =
            Comparator.comparing(ServicePort::number).thenComparing(ServicePort::protocol);

    /** The transport protocols that have ports which can be told from each other by number. */
    public enum Protocol {
        TCP,
        UDP;

        @Override
        public String toString() {
            return Ascii.toLowerCase(name());
        }

        private static Stream<Protocol> named(String name) {
            return Arrays.stream(values())
                    .filter(protocol -> protocol.toString().equals(name));
        }
    }

    public ServicePort {
        new Violations()
                .require(number >= 1 && number <= 65_535, "port", "%d is not a port: 1 to 65535", number)
                .refuse();
    }

    /**
     * Reads a port as services(5) writes it, such as {@code 53/udp}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ServicePort parse(String text) {
        return Optional.of(TEXT.matcher(text))
                .filter(Matcher::matches)
                .flatMap(parts -> Protocol.named(parts.group(2))
                        .map(protocol -> new ServicePort(Integer.parseInt(parts.group(1)), protocol))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a port with its protocol, such as 53/udp or 443/tcp"));
    }

    @Override
    public int compareTo(ServicePort other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return number + "/" + protocol;
    }
}
