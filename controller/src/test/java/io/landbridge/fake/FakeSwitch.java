package io.landbridge.fake;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.Action;
import io.landbridge.flow.Action.GotoTable;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.Action.SetField;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.Switches.Switch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection of a switch that runs its flows (OpenFlow 1.3.5 §5). */
public final class FakeSwitch implements Switch {
    /** A packet that left by a port, with the tunnel fields it left with. */
    public record Sent(Port port, Packet packet) {}

    private final DatapathId id;
    private final Map<FlowKey, Flow> flows;
    private final Map<FlowKey, Long> packets = new HashMap<>();
    private final List<FlowEdit> history = new ArrayList<>();
    private int reads;
    private boolean connected = true;

    FakeSwitch(DatapathId id, Map<FlowKey, Flow> flows) {
        this.id = id;
        this.flows = flows;
    }

    @Override
    public DatapathId datapathId() {
        return id;
    }

    @Override
    public synchronized ImmutableList<InstalledFlow> read(CookieFilter filter) throws DeviceException {
        requireConnection();
        reads++;
        return flows.values().stream()
                .filter(flow -> filter.matches(flow.cookie()))
                .map(flow -> new InstalledFlow(flow, packets.getOrDefault(flow.key(), 0L), 0, Duration.ZERO))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized long count(CookieFilter filter) throws DeviceException {
        requireConnection();
        return flows.values().stream()
                .filter(flow -> filter.matches(flow.cookie()))
                .count();
    }

    @Override
    public synchronized void apply(List<FlowEdit> edits) throws DeviceException {
        requireConnection();
        Map<FlowKey, Flow> changed = new LinkedHashMap<>(flows);
        for (FlowEdit edit : edits) {
            Flow flow = edit.flow();
            if (flow.actions().stream().anyMatch(FakeSwitch::leadsNowhere)) {
                throw new DeviceException(DeviceException.Kind.REFUSED, "BAD_ACTION/BAD_OUT_PORT: " + flow);
            }
            if (edit instanceof FlowEdit.Delete) {
                changed.computeIfPresent(
                        flow.key(), (key, there) -> there.cookie().equals(flow.cookie()) ? null : there);
            } else {
                changed.put(flow.key(), flow);
            }
        }
        flows.clear();
        flows.putAll(changed);
        history.addAll(edits);
    }

    /** Open vSwitch's port numbers have 16 bits; the highest are reserved, and in OpenFlow 1.3 stand above these. */
    private static boolean leadsNowhere(Action action) {
        return action instanceof Output output
                && output.port().compareTo(new Port(0xff00)) >= 0
                && output.port().compareTo(new Port(0xfffffff8)) < 0;
    }

    /** Runs a packet through the flows, as it would come in by a port. */
    public ImmutableList<Sent> inject(Port port, Packet packet) {
        return trace(port, packet).sent();
    }

    /** What became of a packet: the flows it met, in order, and where it left. */
    public record Trace(ImmutableList<Flow> met, ImmutableList<Sent> sent) {}

    /** Runs a packet through the flows and remembers its way. */
    public synchronized Trace trace(Port port, Packet packet) {
        ImmutableList.Builder<Flow> met = ImmutableList.builder();
        ImmutableList.Builder<Sent> sent = ImmutableList.builder();
        Packet current = packet.from(port);
        Optional<Integer> table = Optional.of(0);
        while (table.isPresent()) {
            Optional<Flow> hit = lookUp(table.get(), current);
            hit.ifPresent(met::add);
            table = Optional.empty();
            for (Action action : hit.map(Flow::actions).orElse(ImmutableList.of())) {
                if (action instanceof SetField set) {
                    current = current.with(set.field(), set.value());
                } else if (action instanceof Output output) {
                    sent.add(new Sent(output.port(), current));
                } else if (action instanceof GotoTable next) {
                    table = Optional.of(next.table());
                }
            }
        }
        return new Trace(met.build(), sent.build());
    }

    private Optional<Flow> lookUp(int table, Packet packet) {
        Optional<Flow> hit = flows.values().stream()
                .filter(flow -> flow.key().table() == table)
                .filter(flow -> flow.key().match().fields().values().stream()
                        .allMatch(match -> Optional.ofNullable(packet.fields().get(match.field()))
                                .filter(match::matches)
                                .isPresent()))
                .max((a, b) -> Integer.compare(a.key().priority(), b.key().priority()));
        hit.ifPresent(flow -> packets.merge(flow.key(), 1L, Long::sum));
        return hit;
    }

    public synchronized ImmutableList<Flow> flows() {
        return ImmutableList.copyOf(flows.values());
    }

    /** Every edit made over this connection, in order. */
    public synchronized ImmutableList<FlowEdit> history() {
        return ImmutableList.copyOf(history);
    }

    /** How often flows were read over this connection. */
    public synchronized int reads() {
        return reads;
    }

    synchronized void disconnect() {
        connected = false;
    }

    private void requireConnection() throws DeviceException {
        if (!connected) {
            throw new DeviceException(DeviceException.Kind.DISCONNECTED, "switch " + id + " is gone");
        }
    }
}
