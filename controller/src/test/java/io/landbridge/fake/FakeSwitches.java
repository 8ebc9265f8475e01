package io.landbridge.fake;

import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowKey;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Switches that connect and disconnect as a test says; their flows stay while they are away. */
public final class FakeSwitches implements Switches {
    private final Map<DatapathId, FakeSwitch> connected = new ConcurrentHashMap<>();
    private final Map<DatapathId, Map<FlowKey, Flow>> flows = new ConcurrentHashMap<>();
    private final List<Consumer<DatapathId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> portListeners = new CopyOnWriteArrayList<>();
    private volatile Listening listening = new Listening(6653, Optional.empty());
    private final List<Consumer<RefusedPeer>> refusals = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable AdmissionControl> control = new AtomicReference<>();

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

    /** Plays another configuration of the port, which is followed or refused. */
    public void listen(Listening now) {
        listening = now;
        portListeners.forEach(Runnable::run);
    }

    @Override
    public Listening listening() {
        return listening;
    }

    @Override
    public Subscription onListening(Runnable changed) {
        portListeners.add(changed);
        return () -> portListeners.remove(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl decides) {
        control.set(decides);
        return () -> {};
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        refusals.add(refused);
        return () -> refusals.remove(refused);
    }

    /** Who decides about peers that claim to be hosts; those that connect here by a fake are not asked. */
    public AdmissionControl control() {
        return Objects.requireNonNull(control.get(), "no controller has started");
    }

    /** A connection is closed before its claim is decided. */
    public void refuse(RefusedPeer peer) {
        refusals.forEach(refusal -> refusal.accept(peer));
    }

    /** How many are told of changes. */
    public int listeners() {
        return listeners.size() + portListeners.size();
    }
}
