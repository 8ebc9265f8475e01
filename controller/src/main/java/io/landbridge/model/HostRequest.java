package io.landbridge.model;

import java.util.Optional;

/**
 * What an admin says of a host; what is left empty is kept from before, or allocated.
 *
 * @param id its name
 * @param vtep the underlay address of its VXLAN packets
 * @param subnet the range of its containers
 * @param gateway its address on the bridge
 * @param ovsdb where the controller shall dial it; empty when the host dials the controller
 */
public record HostRequest(
        HostId id,
        Ipv4Address vtep,
        Optional<Ipv4Prefix> subnet,
        Optional<Ipv4Address> gateway,
        Optional<OvsdbEndpoint> ovsdb) {}
