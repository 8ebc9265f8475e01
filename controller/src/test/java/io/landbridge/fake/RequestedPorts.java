package io.landbridge.fake;

import io.landbridge.flow.Port;
import io.landbridge.pipeline.Ports;
import java.util.Optional;

/** The port numbers that a switch gives when nothing is in the way: those that it is asked for. */
public final class RequestedPorts {
    public static final Port TUNNEL = new Port(1);
    public static final Port VETH = new Port(2);
    public static final Port SPARE = new Port(3);

    public static final Ports ALL = new Ports(Optional.of(TUNNEL), Optional.of(VETH), Optional.of(SPARE));

    private RequestedPorts() {}
}
