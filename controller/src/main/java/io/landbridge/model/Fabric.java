package io.landbridge.model;

import java.util.Optional;

/**
 * The whole overlay: its addresses, its VXLAN parameters and the names it uses on every host.
 *
 * @param cidr the range that holds every container subnet and gateway
 * @param gatewayCidr the part of {@code cidr} that gateways are taken from
 * @param hostPrefixLength length of a container subnet, in bits, longer than the fabric's and at most 30
 * @param vni the VXLAN network that the fabric's packets travel in
 * @param vxlanPort the UDP port that every VTEP listens on
 * @param mtu what the overlay's links carry; empty to derive it from the underlay
 * @param egressNat whether packets that leave the fabric take their host's address
 * @param bridge the Open vSwitch bridge on each host
 * @param tunnelPort the VXLAN port of that bridge
 * @param containerBridge the Linux bridge that Docker attaches containers to
 * @param hostAccess what containers reach of the hosts themselves
 */
public record Fabric(
        Ipv4Prefix cidr,
        Ipv4Prefix gatewayCidr,
        int hostPrefixLength,
        Vni vni,
        UdpPort vxlanPort,
        Optional<Mtu> mtu,
        boolean egressNat,
        InterfaceName bridge,
        InterfaceName tunnelPort,
        InterfaceName containerBridge,
        HostAccess hostAccess) {

    /** The range of the classic layout: subnets 10.1.0.0/16, 10.2.0.0/16, … with gateways in 10.100.0.0/16. */
    public static final Ipv4Prefix DEFAULT_CIDR = Ipv4Prefix.parse("10.0.0.0/8");

    /** The veth pair on every host: the end in the bridge, and the end in the container bridge. */
    public static final InterfaceName VETH = new InterfaceName("veth_sw0");

    public static final InterfaceName VETH_PEER = new InterfaceName("veth_d0");

    /** The tunnel port that carries packets while the fabric's own is being changed. */
    public static final InterfaceName SPARE_TUNNEL_PORT = new InterfaceName("vxlan_spare");

    private static final Ipv4Prefix CLASSIC_GATEWAYS = Ipv4Prefix.parse("10.100.0.0/16");
    private static final int DEFAULT_HOST_PREFIX_LENGTH = 16;

    public Fabric {
        new Violations()
                .require(cidr.length() < 30, "cidr", "%s is too small to be divided among hosts", cidr)
                .require(
                        cidr.length() >= 30 || (hostPrefixLength > cidr.length() && hostPrefixLength <= 30),
                        "hostPrefixLength",
                        "%d does not divide %s: use %d to 30",
                        hostPrefixLength,
                        cidr,
                        cidr.length() + 1)
                .require(
                        cidr.contains(gatewayCidr) && !gatewayCidr.contains(cidr),
                        "gatewayCidr",
                        "%s is not a part of the fabric %s",
                        gatewayCidr,
                        cidr)
                .require(
                        cidr.network().isUnicast() && cidr.last().isUnicast(),
                        "cidr",
                        "%s holds addresses that no host can own",
                        cidr)
                .require(!isTaken(bridge), "bridge", "%s is a name that every fabric uses for a port", bridge)
                .require(
                        !isTaken(tunnelPort),
                        "tunnelPort",
                        "%s is a name that every fabric uses for a port",
                        tunnelPort)
                .require(
                        !isTaken(containerBridge),
                        "containerBridge",
                        "%s is a name that every fabric uses for a port",
                        containerBridge)
                .require(!bridge.equals(tunnelPort), "tunnelPort", "%s is the bridge's name already", tunnelPort)
                .require(
                        !containerBridge.equals(bridge) && !containerBridge.equals(tunnelPort),
                        "containerBridge",
                        "%s is taken by the bridge or the tunnel port",
                        containerBridge)
                .refuse();
    }

    private static boolean isTaken(InterfaceName name) {
        return name.equals(VETH) || name.equals(VETH_PEER) || name.equals(SPARE_TUNNEL_PORT);
    }

    /** The fabric of the given range with every other value at its default; its hosts are shut to containers. */
    public static Fabric of(Ipv4Prefix cidr) {
        int blockLength = Math.max(DEFAULT_HOST_PREFIX_LENGTH, Math.min(cidr.length() + 4, 30));
        return new Fabric(
                cidr,
                defaultGateways(cidr, blockLength),
                blockLength,
                new Vni(1),
                UdpPort.VXLAN,
                Optional.empty(),
                true,
                new InterfaceName("ovs_sw0"),
                new InterfaceName("vxlan0"),
                new InterfaceName("docker0"),
                HostAccess.SHUT);
    }

    /** The same fabric, in which containers reach that of the hosts. */
    public Fabric with(HostAccess access) {
        return new Fabric(
                cidr,
                gatewayCidr,
                hostPrefixLength,
                vni,
                vxlanPort,
                mtu,
                egressNat,
                bridge,
                tunnelPort,
                containerBridge,
                access);
    }

    /** Where gateways live unless said otherwise: 10.100.0.0/16 in 10.0.0.0/8, else the fabric's last block. */
    public static Ipv4Prefix defaultGateways(Ipv4Prefix cidr, int hostPrefixLength) {
        if (cidr.equals(DEFAULT_CIDR)) {
            return CLASSIC_GATEWAYS;
        }
        int blockMask = -1 << (Integer.SIZE - hostPrefixLength);
        return new Ipv4Prefix(new Ipv4Address(cidr.last().bits() & blockMask), hostPrefixLength);
    }

    /** Whether hosts of the other fabric can go on as they are: addresses and names are the same. */
    public boolean keepsHostsOf(Fabric other) {
        return cidr.equals(other.cidr)
                && gatewayCidr.equals(other.gatewayCidr)
                && hostPrefixLength == other.hostPrefixLength
                && bridge.equals(other.bridge)
                && tunnelPort.equals(other.tunnelPort)
                && containerBridge.equals(other.containerBridge);
    }
}
