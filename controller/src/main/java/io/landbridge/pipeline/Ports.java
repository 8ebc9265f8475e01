package io.landbridge.pipeline;

import io.landbridge.flow.Port;
import java.util.Optional;

/**
 * The numbers that a host's switch has given to the ports of the fabric. A port that has none gets no flow: any number
 * that could be assumed for it may be somebody else's.
 *
 * @param tunnel the VXLAN port
 * @param veth the way to the container bridge
 * @param spare the spare VXLAN port, which is there during a rollover alone
 */
public record Ports(Optional<Port> tunnel, Optional<Port> veth, Optional<Port> spare) {

    /** The same while no rollover is under way: a spare port that is still there is not listened to. */
    Ports withoutSpare() {
        return new Ports(tunnel, veth, Optional.empty());
    }
}
