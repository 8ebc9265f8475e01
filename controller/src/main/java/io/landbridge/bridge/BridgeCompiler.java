package io.landbridge.bridge;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import io.landbridge.bridge.Row.Table;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Encapsulation;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import io.landbridge.model.UdpPort;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns the intent into the bridge of one host, with what its helper needs to know; pure. */
public final class BridgeCompiler {
    /** Key of a port that is there for a while only: it goes when it is not asked for any more. */
    public static final Setting TEMPORARY = Setting.key("external_ids", "landbridge-temporary");

    /** Key of the hash that tells one set of instructions for the helper from another. */
    private static final Setting GENERATION = Setting.key("external_ids", "landbridge-generation");

    /** Key that says whose bridge it is. */
    public static final Setting HOST = Setting.key("external_ids", "landbridge-host");

    private static final String ALLOWED_KEY = "landbridge-host-access-allow";

    /** Key of what containers reach of a host that is shut; it goes when that is nothing. */
    public static final Setting ALLOWED = Setting.key("external_ids", ALLOWED_KEY);

    /** Key of the version of the pipeline that the bridge was made for; the helper has nothing to do with it. */
    private static final Setting PIPELINE = Setting.key("external_ids", "landbridge-pipeline");

    private static final String KERNEL_DATAPATH = "system";
    private static final String USERSPACE_DATAPATH = "netdev";

    private BridgeCompiler() {}

    /**
     * The bridge that the host should have.
     *
     * @param mtu what the overlay's links carry
     * @param pipeline version of the pipeline whose flows the bridge is for
     * @param controller OpenFlow target that the switch dials, such as {@code tcp:192.168.10.10:6653}
     * @param datapathTypes what the host's switch daemon offers; the kernel's datapath is preferred
     */
    public static BridgeState compile(
            Intent intent, Mtu mtu, Host host, int pipeline, String controller, Set<String> datapathTypes) {
        Fabric fabric = intent.fabric();
        String bridge = fabric.bridge().value();
        var rows = ImmutableSortedMap.<Row, ImmutableSortedMap<Setting, String>>naturalOrder()
                .put(new Row(Table.BRIDGE, bridge), bridge(intent, mtu, host, pipeline, datapathTypes))
                .put(new Row(Table.CONTROLLER, controller), settings("connection_mode", "out-of-band"))
                .put(port(bridge), ImmutableSortedMap.of())
                .put(iface(bridge), settings("type", "internal", "mtu_request", mtu.toString()))
                .put(port(fabric.tunnelPort().value()), ImmutableSortedMap.of())
                .put(iface(fabric.tunnelPort().value()), tunnel(intent.encapsulation(), host))
                .put(port(Fabric.VETH.value()), ImmutableSortedMap.of())
                .put(iface(Fabric.VETH.value()), settings("ofport_request", "2"));
        if (intent.encapsulation().hasSpare(host)) {
            rows.put(port(Fabric.SPARE_TUNNEL_PORT.value()), ImmutableSortedMap.of(TEMPORARY, "true"))
                    .put(iface(Fabric.SPARE_TUNNEL_PORT.value()), vxlan("3", "flow", fabric.vxlanPort()));
        }
        return new BridgeState(rows.build());
    }

    /** The generation of the helper's instructions in a bridge that was compiled. */
    public static String generation(BridgeState compiled) {
        return find(GENERATION, compiled).orElseThrow();
    }

    /** The version of the pipeline that a bridge was last made for; empty if it says none. */
    public static Optional<Integer> pipeline(BridgeState bridge) {
        return find(PIPELINE, bridge).map(Ints::tryParse);
    }

    private static Optional<String> find(Setting setting, BridgeState bridge) {
        return bridge.rows().values().stream()
                .flatMap(settings -> Optional.ofNullable(settings.get(setting)).stream())
                .findFirst();
    }

    /**
     * The bridge itself. In-band control is off, since for an OVSDB manager as for a controller it puts hidden flows
     * above ours that send ARP from the host to NORMAL.
     */
    private static ImmutableSortedMap<Setting, String> bridge(
            Intent intent, Mtu mtu, Host host, int pipeline, Set<String> datapathTypes) {
        ImmutableSortedMap.Builder<Setting, String> settings = ImmutableSortedMap.<Setting, String>naturalOrder()
                .putAll(settings("fail_mode", "secure", "protocols", "OpenFlow13"))
                .put(Setting.key("other_config", "disable-in-band"), "true")
                .put(
                        Setting.key("other_config", "datapath-id"),
                        DatapathId.of(host.id()).toString());
        if (datapathTypes.contains(USERSPACE_DATAPATH) && !datapathTypes.contains(KERNEL_DATAPATH)) {
            settings.put(Setting.column("datapath_type"), USERSPACE_DATAPATH);
        }
        Map<String, String> instructions = helperInstructions(intent, mtu, host);
        instructions.forEach((key, value) -> settings.put(Setting.key("external_ids", key), value));
        return settings.put(GENERATION, hash(instructions))
                .put(PIPELINE, Integer.toString(pipeline))
                .build();
    }

    private static Map<String, String> helperInstructions(Intent intent, Mtu mtu, Host host) {
        Fabric fabric = intent.fabric();
        Map<String, String> keys = new TreeMap<>();
        keys.put("landbridge-host", host.id().value());
        keys.put("landbridge-state", host.isJoined() ? "joined" : "leaving");
        keys.put("landbridge-fabric", fabric.cidr().toString());
        keys.put("landbridge-gateway", host.gateway() + "/" + fabric.cidr().length());
        keys.put("landbridge-subnet", host.subnet().toString());
        keys.put("landbridge-vtep", host.vtep().toString());
        keys.put("landbridge-container-bridge", fabric.containerBridge().value());
        keys.put("landbridge-veth", Fabric.VETH + "/" + Fabric.VETH_PEER);
        keys.put("landbridge-mtu", mtu.toString());
        keys.put(
                "landbridge-vxlan-port",
                Joiner.on(',').join(intent.encapsulation().acceptedPorts()));
        keys.put("landbridge-egress-nat", Boolean.toString(fabric.egressNat()));
        keys.put("landbridge-host-access", fabric.hostAccess().mode().toString());
        if (!fabric.hostAccess().allow().isEmpty()) {
            keys.put(ALLOWED_KEY, fabric.hostAccess().allowed());
        }
        return keys;
    }

    private static String hash(Map<String, String> instructions) {
        String text = instructions.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /** The fabric's VXLAN port; its packets must leave from the VTEP, or the peers' guard drops them. */
    private static ImmutableSortedMap<Setting, String> tunnel(Encapsulation encapsulation, Host host) {
        return vxlan("1", encapsulation.tunnelAddress(host).toString(), encapsulation.tunnelPort());
    }

    private static ImmutableSortedMap<Setting, String> vxlan(String ofport, String localAddress, UdpPort port) {
        return ImmutableSortedMap.<Setting, String>naturalOrder()
                .putAll(settings("type", "vxlan", "ofport_request", ofport))
                .put(Setting.key("options", "remote_ip"), "flow")
                .put(Setting.key("options", "local_ip"), localAddress)
                .put(Setting.key("options", "key"), "flow")
                .put(Setting.key("options", "dst_port"), port.toString())
                .build();
    }

    private static Row port(String name) {
        return new Row(Table.PORT, name);
    }

    private static Row iface(String name) {
        return new Row(Table.INTERFACE, name);
    }

    private static ImmutableSortedMap<Setting, String> settings(String... columnsAndValues) {
        ImmutableSortedMap.Builder<Setting, String> settings = ImmutableSortedMap.naturalOrder();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            settings.put(Setting.column(columnsAndValues[i]), columnsAndValues[i + 1]);
        }
        return settings.build();
    }
}
