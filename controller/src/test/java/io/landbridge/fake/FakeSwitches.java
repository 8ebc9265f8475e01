package io.landbridge.fake;

import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowKey;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Switches that connect and disconnect as a test says; their flows stay while they are away. */
public final class FakeSwitches implements Switches {
    private final Map<DatapathId, FakeSwitch> connected = new ConcurrentHashMap<>();
    private final Map<DatapathId, Map<FlowKey, Flow>> flows = new ConcurrentHashMap<>();
    private final List<Consumer<DatapathId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<RefusedPeer>> refusals = new CopyOnWriteArrayList<>();

    /** A new connection of the switch. */
    public FakeSwitch connect(DatapathId id) {
        FakeSwitch connection = new FakeSwitch(id, flows.computeIfAbsent(id, key -> new LinkedHashMap<>()));
        connected.put(id, connection);
        listeners.forEach(listener -> listener.accept(id));
        return connection;
    }

    public void disconnect(DatapathId id) {
        Optional.ofNullable(connected.remove(id)).ifPresent(FakeSwitch::disconnect);
        listeners.forEach(listener -> listener.accept(id));
    }

    @Override
    public Optional<Switch> find(DatapathId id) {
        return Optional.ofNullable(connected.get(id));
    }

    @Override
    public Subscription onChange(Consumer<DatapathId> changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        refusals.add(refused);
        return () -> refusals.remove(refused);
    }

    /** Plays a stranger that breaks a bound. */
    public void refuse(RefusedPeer peer) {
        refusals.forEach(listener -> listener.accept(peer));
    }

    /** How many are told of changes. */
    public int listeners() {
        return listeners.size();
    }
}
