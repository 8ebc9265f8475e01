package io.landbridge.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.Setting;
import io.landbridge.fake.FakeSwitch.Sent;
import io.landbridge.flow.Field;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Mtu;
import io.landbridge.model.Vni;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.port.out.DeviceException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The switches of a whole fabric, programmed as the intent asks, with an underlay between them. */
public final class FakeNetwork {
    /** Where a packet came out: the host and the port of its bridge. */
    public record Arrival(HostId host, Port port) {}

    /** What a host's bridge and its flows were last made from: for a while, not the same. */
    public record Stance(Intent bridge, Intent flows) {}

    private final Map<HostId, Stance> stances;
    private final Map<HostId, FakeSwitch> switches = new TreeMap<>();

    public FakeNetwork(Intent intent) throws DeviceException {
        this(Maps.transformValues(intent.hosts(), host -> new Stance(intent, intent)));
    }

    public FakeNetwork(Map<HostId, Stance> stances) throws DeviceException {
        this.stances = stances;
        FakeSwitches connected = new FakeSwitches();
        FlowCompiler compiler = new FlowCompiler();
        for (Map.Entry<HostId, Stance> entry : stances.entrySet()) {
            HostId id = entry.getKey();
            Intent intent = entry.getValue().flows();
            FakeSwitch bridge = connected.connect(DatapathId.of(id));
            bridge.apply(compiler.compile(intent, host(intent, id), RequestedPorts.ALL).values().stream()
                    .flatMap(group -> group.rules().values().stream())
                    .<FlowEdit>map(rule -> new FlowEdit.Add(rule.flow()))
                    .toList());
            switches.put(id, bridge);
        }
    }

    public FakeSwitch bridgeOf(HostId id) {
        return Objects.requireNonNull(switches.get(id));
    }

    /** Sends a packet into a port of a host's bridge and follows it to wherever it comes out. */
    public ImmutableList<Arrival> send(HostId from, Port port, Packet packet) {
        ImmutableList.Builder<Arrival> arrivals = ImmutableList.builder();
        for (Sent sent : bridgeOf(from).inject(port, packet)) {
            if (sent.port().equals(RequestedPorts.VETH) || sent.port().equals(Port.LOCAL)) {
                arrivals.add(new Arrival(from, sent.port()));
            } else {
                tunnelPort(from, sent.port())
                        .ifPresent(tunnel -> arrivals.addAll(crossUnderlay(tunnel, sent.packet())));
            }
        }
        return arrivals.build();
    }

    /** As the underlay does: to the host with that address, to the tunnel port that takes what comes for it there. */
    private List<Arrival> crossUnderlay(Tunnel by, Packet packet) {
        Ipv4Address destination = address(packet, Field.TUNNEL_DST);
        Ipv4Address source = by.local().orElseGet(() -> address(packet, Field.TUNNEL_SRC));
        Vni vni = new Vni((int) value(packet, Field.TUNNEL_ID));
        return switches.keySet().stream()
                .filter(id -> addresses(id).contains(destination))
                .flatMap(id -> receiver(id, destination, by.udpPort()).stream()
                        .flatMap(port -> send(id, port, packet.inner().through(vni, source)).stream()))
                .toList();
    }

    /** A VXLAN port: its UDP port, and its local address where it has one of its own. */
    private record Tunnel(Port port, String udpPort, Optional<Ipv4Address> local) {
        static Tunnel of(Map<Setting, String> settings) {
            return new Tunnel(
                    new Port(Integer.parseInt(get(settings, Setting.column("ofport_request")))),
                    get(settings, Setting.key("options", "dst_port")),
                    Optional.of(get(settings, Setting.key("options", "local_ip")))
                            .filter(local -> !local.equals("flow"))
                            .map(Ipv4Address::parse));
        }

        private static String get(Map<Setting, String> settings, Setting setting) {
            return Objects.requireNonNull(settings.get(setting));
        }
    }

    /** Of the ports with that UDP port the one with that address takes the packet, else the one with none of its own. */
    private Optional<Port> receiver(HostId id, Ipv4Address destination, String udpPort) {
        return tunnels(id)
                .filter(tunnel -> tunnel.udpPort().equals(udpPort))
                .filter(tunnel -> tunnel.local().map(destination::equals).orElse(true))
                .max(Comparator.comparing(tunnel -> tunnel.local().isPresent()))
                .map(Tunnel::port);
    }

    private Optional<Tunnel> tunnelPort(HostId id, Port port) {
        return tunnels(id).filter(tunnel -> tunnel.port().equals(port)).findFirst();
    }

    private Stream<Tunnel> tunnels(HostId id) {
        Intent intent = stance(id).bridge();
        return BridgeCompiler.compile(
                        intent,
                        Mtu.OVER_ETHERNET,
                        host(intent, id),
                        FlowCompiler.VERSION,
                        "tcp:192.0.2.1:6653",
                        Set.of())
                .rows()
                .values()
                .stream()
                .filter(settings -> "vxlan".equals(settings.get(Setting.column("type"))))
                .map(Tunnel::of);
    }

    /** A host whose VTEP changes has the old address and the new one. */
    private Set<Ipv4Address> addresses(HostId id) {
        Intent intent = stance(id).bridge();
        return intent.encapsulation().acceptedVteps(host(intent, id));
    }

    private Stance stance(HostId id) {
        return Objects.requireNonNull(stances.get(id));
    }

    private static Host host(Intent intent, HostId id) {
        return intent.host(id).orElseThrow();
    }

    private static Ipv4Address address(Packet packet, Field field) {
        return new Ipv4Address((int) value(packet, field));
    }

    private static long value(Packet packet, Field field) {
        return Objects.requireNonNull(packet.fields().get(field));
    }
}
