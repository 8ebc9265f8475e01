package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.Fabric;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Mtu;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
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
        String containerBridge) {

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
                fabric.containerBridge().value());
    }

    /**
     * The fabric that a JSON object asks for; what it leaves out takes the default of its {@code cidr}.
     *
     * @throws InvalidIntentException with every field that is wrong
     */
    public static Fabric fabric(ObjectNode object) {
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
        fields.refuse();

        Fabric defaults = Fabric.of(cidr.orElseThrow());
        int length = hostPrefixLength.orElse(defaults.hostPrefixLength());
        return new Fabric(
                defaults.cidr(),
                gatewayCidr.orElseGet(() -> Fabric.defaultGateways(defaults.cidr(), length)),
                length,
                vni.orElse(defaults.vni()),
                vxlanPort.orElse(defaults.vxlanPort()),
                mtu,
                egressNat.orElse(defaults.egressNat()),
                bridge.orElse(defaults.bridge()),
                tunnelPort.orElse(defaults.tunnelPort()),
                containerBridge.orElse(defaults.containerBridge()));
    }

    private static int prefixLength(int length) {
        if (length < 1 || length > 30) {
            throw new IllegalArgumentException(length + " is not the length of a container subnet: 1 to 30");
        }
        return length;
    }
}
