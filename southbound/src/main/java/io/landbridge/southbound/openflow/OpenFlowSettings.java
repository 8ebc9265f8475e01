package io.landbridge.southbound.openflow;

import java.time.Duration;

/**
 * How long a switch may be silent.
 *
 * @param requestTimeout until a request is given up
 * @param idleAfter until a switch that says nothing is asked whether it is alive
 */
public record OpenFlowSettings(Duration requestTimeout, Duration idleAfter) {
    /** The port that IANA has given to OpenFlow (OpenFlow 1.3.5 §6.3.3). */
    public static final int DEFAULT_PORT = 6653;

    /** Open vSwitch itself sends an echo every 5 s. */
    public static final OpenFlowSettings DEFAULT = new OpenFlowSettings(Duration.ofSeconds(10), Duration.ofSeconds(15));
}
