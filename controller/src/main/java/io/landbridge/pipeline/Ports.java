package io.landbridge.pipeline;

import io.landbridge.flow.Port;

/**
 * The numbers that a host's switch has given to the ports of the fabric.
 *
 * @param tunnel the VXLAN port
 * @param veth the way to the container bridge
 * @param spare the spare VXLAN port, which is there during a rollover alone
 */
public record Ports(Port tunnel, Port veth, Port spare) {
    /** What we ask Open vSwitch for. */
    public static final Ports REQUESTED = new Ports(new Port(1), new Port(2), new Port(3));
}
