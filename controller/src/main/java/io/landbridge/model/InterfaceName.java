package io.landbridge.model;

import java.util.regex.Pattern;

/**
 * The name of a network interface or bridge on a host.
 *
 * @param value 1 to 15 characters, as Linux allows ({@code IFNAMSIZ}), of letters, digits, {@code . _ -}
 */
public record InterfaceName(String value) implements Comparable<InterfaceName> {
    private static final Pattern LINUX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

    public InterfaceName {
        if (!LINUX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an interface name: 1 to 15 letters, digits, '.', '_' or '-'");
        }
    }

    @Override
    public int compareTo(InterfaceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
