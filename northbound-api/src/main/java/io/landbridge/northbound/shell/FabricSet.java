package io.landbridge.northbound.shell;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import io.landbridge.model.Fabric;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Changes the fabric's parameters that are named; the others stay, but for those that follow from a new range. */
@Service
@Command(scope = "overlay", name = "fabric-set", description = "Change the fabric's parameters; those not named stay")
public final class FabricSet extends ChangeCommand {
    @Option(name = "--cidr", description = "Range of the fabric; gateways and subnets follow from it unless named too")
    private @Nullable String cidr;

    @Option(name = "--gateway-cidr", description = "Range that gateways are taken from")
    private @Nullable String gatewayCidr;

    @Option(name = "--host-prefix-length", description = "Length of a host's subnet in bits")
    private @Nullable String hostPrefixLength;

    @Option(name = "--vni", description = "VXLAN network identifier")
    private @Nullable String vni;

    @Option(name = "--vxlan-port", description = "UDP port of VXLAN")
    private @Nullable String vxlanPort;

    @Option(name = "--mtu", description = "MTU in bytes, or auto to derive it from the underlay")
    private @Nullable String mtu;

    @Option(name = "--egress-nat", description = "Whether packets that leave the fabric are masqueraded: true or false")
    private @Nullable String egressNat;

    @Option(name = "--bridge", description = "Name of the Open vSwitch bridge on each host")
    private @Nullable String bridge;

    @Option(name = "--tunnel-port", description = "Name of its VXLAN port")
    private @Nullable String tunnelPort;

    @Option(name = "--container-bridge", description = "Name of Docker's bridge")
    private @Nullable String containerBridge;

    @Option(name = "--host-access", description = "Whether containers reach the hosts themselves: open or shut")
    @Completion(
            value = StringsCompleter.class,
            values = {"open", "shut"})
    private @Nullable String hostAccess;

    @Option(
            name = "--host-access-allow",
            description = "What containers reach of hosts that are shut, such as 53/tcp,53/udp; none for nothing")
    private @Nullable String hostAccessAllow;

    /** What is not named stays as it is when the change's turn comes. */
    @Override
    IntentChange<NoSuchHostException> change() {
        return before -> IntentChange.setFabric(edited(before.fabric())).applyTo(before);
    }

    @Override
    Answer changed(Overlay overlay) {
        return FabricTable.of(overlay.intent().fabric());
    }

    private Fabric edited(Fabric before) {
        ObjectNode fabric = Json.object(FabricJson.of(before));
        if (cidr != null) {
            fabric.put("cidr", cidr).remove("gatewayCidr");
            fabric.remove("hostPrefixLength");
        }
        Map<String, Optional<?>> given = new LinkedHashMap<>();
        given.put("gatewayCidr", Optional.ofNullable(gatewayCidr));
        given.put("hostPrefixLength", Optional.ofNullable(hostPrefixLength).map(FabricSet::number));
        given.put("vni", Optional.ofNullable(vni).map(FabricSet::number));
        given.put("vxlanPort", Optional.ofNullable(vxlanPort).map(FabricSet::number));
        given.put("mtu", Optional.ofNullable(mtu).map(FabricSet::number));
        given.put("egressNat", Optional.ofNullable(egressNat).map(FabricSet::flag));
        given.put("bridge", Optional.ofNullable(bridge));
        given.put("tunnelPort", Optional.ofNullable(tunnelPort));
        given.put("containerBridge", Optional.ofNullable(containerBridge));
        given.put("hostAccess", Optional.ofNullable(hostAccess));
        given.put("hostAccessAllow", Optional.ofNullable(hostAccessAllow).map(FabricSet::list));
        given.forEach((field, option) -> option.ifPresent(value -> fabric.set(field, Json.tree(value))));
        if ("auto".equals(mtu)) {
            fabric.putNull("mtu");
        }
        return FabricJson.request(fabric).keeping(before.hostAccess());
    }

    /** What is no number stays text, to be refused with all else that is wrong. */
    private static Object number(String text) {
        return text.matches("-?[0-9]+") ? new BigInteger(text) : text;
    }

    private static List<String> list(String text) {
        return text.equals("none") ? List.of() : Splitter.on(',').splitToList(text);
    }

    private static Object flag(String text) {
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }
}
