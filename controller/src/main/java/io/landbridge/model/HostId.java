package io.landbridge.model;

import java.util.regex.Pattern;

/**
 * The name of a Docker host, unique in the fabric.
 *
 * @param value a DNS label (RFC 1123 §2.1): 1 to 63 of a–z, 0–9 and hyphen, neither first nor last a hyphen
 */
public record HostId(String value) implements Comparable<HostId> {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public HostId {
        new Violations()
                .require(
                        LABEL.matcher(value).matches(),
                        "id",
                        "'%s' is not a host name: 1 to 63 of a-z, 0-9 and '-', not starting or ending with '-'",
                        value)
                .refuse();
    }

    @Override
    public int compareTo(HostId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
