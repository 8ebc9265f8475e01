package io.landbridge.southbound.openflow;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How to listen for switches.
 *
 * @param listen address and port; port 0 takes a free one
 * @param requestTimeout how long a switch may take to answer one request
 * @param idleAfter how long a switch may say nothing before it is asked whether it is alive
 */
public record OpenFlowSettings(InetSocketAddress listen, Duration requestTimeout, Duration idleAfter) {
    /** The port that IANA has given to OpenFlow (OpenFlow 1.3.5 §6.3.3). */
    public static final int DEFAULT_PORT = 6653;

    public OpenFlowSettings {
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("openflow.address '" + listen.getHostString()
                    + "' is not an address of this machine, such as 0.0.0.0 for all");
        }
    }

    /** Listens there, with timeouts that suit a network. */
    public static OpenFlowSettings listeningOn(InetSocketAddress listen) {
        return new OpenFlowSettings(listen, Duration.ofSeconds(10), Duration.ofSeconds(15));
    }
}
