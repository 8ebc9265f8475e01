package io.landbridge.fake;

import com.google.common.collect.ImmutableMap;
import io.landbridge.model.HostId;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Databases that connect and disconnect as a test says; what is in them stays while they are away. */
public final class FakeHostDatabases implements HostDatabases {
    private final Map<HostId, FakeHostDatabase> connected = new ConcurrentHashMap<>();
    private final List<Consumer<HostId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<RefusedPeer>> refusals = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private volatile ImmutableMap<HostId, OvsdbEndpoint> dialled = ImmutableMap.of();

    /** Connects a host's database. */
    public FakeHostDatabase connect(HostId id) {
        FakeHostDatabase database = new FakeHostDatabase(() -> announce(id));
        connect(id, database);
        return database;
    }

    /** Connects a database that was made before. */
    public void connect(HostId id, FakeHostDatabase database) {
        connected.put(id, database);
        announce(id);
    }

    public void disconnect(HostId id) {
        connected.remove(id);
        announce(id);
    }

    /** What was last asked to be dialled. */
    public ImmutableMap<HostId, OvsdbEndpoint> dialled() {
        return dialled;
    }

    @Override
    public Optional<HostDatabase> find(HostId id) {
        Optional<HostDatabase> found = Optional.ofNullable(connected.get(id));
        if (found.isPresent()) {
            meanwhile.getAndSet(() -> {}).run();
        }
        return found;
    }

    /** Something else that happens once the next database is found, and before it is read; once. */
    public void meanwhile(Runnable event) {
        meanwhile.set(event);
    }

    @Override
    public void dial(Map<HostId, OvsdbEndpoint> endpoints) {
        dialled = ImmutableMap.copyOf(endpoints);
    }

    @Override
    public Subscription onChange(Consumer<HostId> changed) {
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

    private void announce(HostId id) {
        listeners.forEach(listener -> listener.accept(id));
    }

    /** How many are told of changes. */
    public int listeners() {
        return listeners.size();
    }
}
