package io.landbridge.fake;

import com.google.common.collect.ImmutableList;
import io.landbridge.fake.FakeSwitch.Sent;
import io.landbridge.flow.Field;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Vni;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.Ports;
import io.landbridge.port.out.DeviceException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The switches of a whole fabric, programmed as the intent asks, with an underlay between them. */
public final class FakeNetwork {
    /** Where a packet came out: the host and the port of its bridge. */
    public record Arrival(HostId host, Port port) {}

    private final Intent intent;
    private final Map<HostId, FakeSwitch> switches = new TreeMap<>();

    public FakeNetwork(Intent intent) throws DeviceException {
        this.intent = intent;
        FakeSwitches connected = new FakeSwitches();
        FlowCompiler compiler = new FlowCompiler();
        for (Host host : intent.hosts().values()) {
            FakeSwitch bridge = connected.connect(DatapathId.of(host.id()));
            bridge.apply(compiler.compile(intent, host, Ports.REQUESTED).values().stream()
                    .flatMap(group -> group.rules().values().stream())
                    .<FlowEdit>map(rule -> new FlowEdit.Add(rule.flow()))
                    .toList());
            switches.put(host.id(), bridge);
        }
    }

    public FakeSwitch bridgeOf(HostId id) {
        return Objects.requireNonNull(switches.get(id));
    }

    /** Sends a packet into a port of a host's bridge and follows it to wherever it comes out. */
    public ImmutableList<Arrival> send(HostId from, Port port, Packet packet) {
        ImmutableList.Builder<Arrival> arrivals = ImmutableList.builder();
        for (Sent sent : bridgeOf(from).inject(port, packet)) {
            if (sent.port().equals(Ports.REQUESTED.tunnel())) {
                arrivals.addAll(crossUnderlay(from, sent.packet()));
            } else {
                arrivals.add(new Arrival(from, sent.port()));
            }
        }
        return arrivals.build();
    }

    private ImmutableList<Arrival> crossUnderlay(HostId from, Packet packet) {
        Ipv4Address destination = new Ipv4Address((int) value(packet, Field.TUNNEL_DST));
        Vni vni = new Vni((int) value(packet, Field.TUNNEL_ID));
        Ipv4Address source = Objects.requireNonNull(intent.hosts().get(from)).vtep();
        return intent.hosts().values().stream()
                .filter(host -> host.vtep().equals(destination))
                .flatMap(host ->
                        send(host.id(), Ports.REQUESTED.tunnel(), packet.inner().through(vni, source)).stream())
                .collect(ImmutableList.toImmutableList());
    }

    private static long value(Packet packet, Field field) {
        return Objects.requireNonNull(packet.fields().get(field));
    }
}
