package io.landbridge.northbound.json;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostAccess;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Mtu;
import io.landbridge.model.ServicePort;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Fabric} as JSON; {@code mtu} is null where it follows from the underlay. */
public record FabricJson(
        String cidr,
        String gatewayCidr,
        int hostPrefixLength,
        int vni,
        int vxlanPort,
        @Nullable Integer mtu,
        boolean egressNat,
        String bridge,
        String tunnelPort,
        String containerBridge,
        String hostAccess,
        List<String> hostAccessAllow) {

    public static FabricJson of(Fabric fabric) {
        return new FabricJson(
                fabric.cidr().toString(),
                fabric.gatewayCidr().toString(),
                fabric.hostPrefixLength(),
                fabric.vni().value(),
                fabric.vxlanPort().value(),
                fabric.mtu().map(Mtu::bytes).orElse(null),
                fabric.egressNat(),
                fabric.bridge().value(),
                fabric.tunnelPort().value(),
                fabric.containerBridge().value(),
                fabric.hostAccess().mode().toString(),
                fabric.hostAccess().allow().stream().map(ServicePort::toString).toList());
    }

    /**
     * A fabric asked for.
     *
     * @param fabric all of it but what containers reach of the hosts
     * @param hostAccess what is said of that; empty to leave it as it is
     * @param hostAccessAllow likewise
     */
    public record Request(
            Fabric fabric,
            Optional<HostAccess.Mode> hostAccess,
            Optional<ImmutableSortedSet<ServicePort>> hostAccessAllow) {

        /** The fabric itself: silence does not change what containers reach of the hosts. */
        public Fabric keeping(HostAccess inForce) {
            return fabric.with(
                    new HostAccess(hostAccess.orElse(inForce.mode()), hostAccessAllow.orElse(inForce.allow())));
        }
    }

    /**
     * The fabric that a JSON object asks for; what it leaves out takes the default of its {@code cidr}, but for
     * {@code hostAccess} and {@code hostAccessAllow}.
     *
     * @throws InvalidIntentException with every field that is wrong
     */
    public static Request request(ObjectNode object) {
        Fields fields = new Fields(object).require("cidr");
        Optional<Ipv4Prefix> cidr = fields.text("cidr", Ipv4Prefix::parse);
        Optional<Ipv4Prefix> gatewayCidr = fields.text("gatewayCidr", Ipv4Prefix::parse);
        Optional<Integer> hostPrefixLength = fields.number("hostPrefixLength", FabricJson::prefixLength);
        Optional<Vni> vni = fields.number("vni", Vni::new);
        Optional<UdpPort> vxlanPort = fields.number("vxlanPort", UdpPort::new);
        Optional<Mtu> mtu = fields.number("mtu", Mtu::new);
        Optional<Boolean> egressNat = fields.flag("egressNat");
        Optional<InterfaceName> bridge = fields.text("bridge", InterfaceName::new);
        Optional<InterfaceName> tunnelPort = fields.text("tunnelPort", InterfaceName::new);
        Optional<InterfaceName> containerBridge = fields.text("containerBridge", InterfaceName::new);
        Optional<HostAccess.Mode> hostAccess = fields.text("hostAccess", HostAccess.Mode::parse);
        Optional<ImmutableSortedSet<ServicePort>> hostAccessAllow =
                fields.texts("hostAccessAllow", FabricJson::allowed);
        fields.refuse();

        Fabric defaults = Fabric.of(cidr.orElseThrow());
        int length = hostPrefixLength.orElse(defaults.hostPrefixLength());
        Fabric fabric = new Fabric(
                defaults.cidr(),
                gatewayCidr.orElseGet(() -> Fabric.defaultGateways(defaults.cidr(), length)),
                length,
                vni.orElse(defaults.vni()),
                vxlanPort.orElse(defaults.vxlanPort()),
                mtu,
                egressNat.orElse(defaults.egressNat()),
                bridge.orElse(defaults.bridge()),
                tunnelPort.orElse(defaults.tunnelPort()),
                containerBridge.orElse(defaults.containerBridge()),
                defaults.hostAccess());
        return new Request(fabric, hostAccess, hostAccessAllow);
    }

    /** The ports of these names; {@link HostAccess} knows how many there may be. */
    private static ImmutableSortedSet<ServicePort> allowed(List<String> names) {
        return new HostAccess(
                        HostAccess.Mode.SHUT,
                        names.stream().map(ServicePort::parse).collect(toImmutableSortedSet(naturalOrder())))
                .allow();
    }

    private static int prefixLength(int length) {
        if (length < 1 || length > 30) {
            throw new IllegalArgumentException(length + " is not the length of a container subnet: 1 to 30");
        }
        return length;
    }
}
