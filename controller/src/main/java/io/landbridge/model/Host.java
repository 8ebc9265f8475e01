package io.landbridge.model;

import java.util.Optional;

/**
 * One Docker host of the fabric.
 *
 * @param id its name
 * @param vtep the underlay address that its VXLAN packets travel to and from
 * @param subnet the range of its containers
 * @param gateway its address on the bridge
 * @param ovsdb where the controller dials it; empty when the host dials the controller
 * @param membership whether it is part of the fabric or on its way out
 */
public record Host(
        HostId id,
        Ipv4Address vtep,
        Ipv4Prefix subnet,
        Ipv4Address gateway,
        Optional<OvsdbEndpoint> ovsdb,
        Membership membership) {

    /** Whether a host carries the fabric's packets. */
    public enum Membership {
        JOINED,
        /** Peers have forgotten it; what Landbridge made on the host itself is still to be undone. */
        LEAVING
    }

    public Host {
        new Violations()
                .require(vtep.isUnicast(), "vtep", "%s is not an address that a host can own", vtep)
                .require(subnet.length() <= 30, "subnet", "%s is too small for a bridge and a container", subnet)
                .refuse();
    }

    public boolean isJoined() {
        return membership == Membership.JOINED;
    }

    /** The address that Docker's bridge must have, with its prefix length: the subnet's first. */
    public String containerBridgeAddress() {
        return subnet.firstAddress() + "/" + subnet.length();
    }

    /** What dockerd must be started with, for containers to get addresses of the subnet and routes through the host. */
    public String dockerOptions() {
        return "--bip=" + containerBridgeAddress() + " --iptables=false --ip-masq=false --ip-forward=true";
    }

    /** The same host on its way out. */
    public Host leaving() {
        return new Host(id, vtep, subnet, gateway, ovsdb, Membership.LEAVING);
    }
}
