package io.landbridge.southbound.ovsdb;

import java.time.Duration;

/**
 * How long a database may be silent.
 *
 * @param timeout until a request is given up
 * @param probe until a connection is probed with an echo, and as long again until it is closed
 */
public record OvsdbSettings(Duration timeout, Duration probe) {
    /** A probe every 5 s, as Open vSwitch itself does. */
    public static final OvsdbSettings DEFAULT = new OvsdbSettings(Duration.ofSeconds(10), Duration.ofSeconds(5));
}
