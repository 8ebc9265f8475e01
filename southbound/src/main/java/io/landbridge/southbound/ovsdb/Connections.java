package io.landbridge.southbound.ovsdb;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Streams;
import io.landbridge.model.HostId;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.port.out.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which connection belongs to which host; of several that claim one host, the newest. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final String REMEDY = "run 'landbridge-host join CONTROLLER --name ID' on it";

    private final Map<HostConnection, Claim> claims = new HashMap<>();
    private final SetMultimap<HostId, HostConnection> byHost = LinkedHashMultimap.create();
    private final List<Consumer<HostId>> listeners = new CopyOnWriteArrayList<>();

    /** What a connection says that it is, and the host that this makes it, if it makes it one. */
    private record Claim(Optional<String> name, Optional<HostId> host) {}

    synchronized Optional<HostConnection> find(HostId id) {
        return Streams.findLast(byHost.get(id).stream());
    }

    Subscription onChange(Consumer<HostId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A connection has come, or its database has changed, perhaps in whose it is. */
    void changed(HostConnection connection) {
        Optional<String> name = connection.name();
        Optional<Claim> before = claim(connection);
        if (before.isPresent() && before.get().name().equals(name)) {
            tell(before.get().host());
            return;
        }
        Claim now = new Claim(name, host(connection, name));
        replace(connection, before, Optional.of(now));
        now.host().ifPresent(host -> connection.admit());
        before.ifPresent(claim -> tell(claim.host()));
        if (connection.isOpen()) {
            tell(now.host());
        }
    }

    void closed(HostConnection connection) {
        Optional<Claim> before = claim(connection);
        replace(connection, before, Optional.empty());
        before.flatMap(Claim::host).ifPresent(host -> LOG.info("{}: {} disconnected", host, connection));
        before.ifPresent(claim -> tell(claim.host()));
    }

    private synchronized Optional<Claim> claim(HostConnection connection) {
        return Optional.ofNullable(claims.get(connection));
    }

    private synchronized void replace(HostConnection connection, Optional<Claim> before, Optional<Claim> after) {
        claims.remove(connection);
        before.flatMap(Claim::host).ifPresent(host -> byHost.remove(host, connection));
        after.ifPresent(claim -> claims.put(connection, claim));
        after.flatMap(Claim::host).ifPresent(host -> {
            report(host, connection, byHost.get(host));
            byHost.put(host, connection);
        });
    }

    private void tell(Optional<HostId> host) {
        host.ifPresent(changed -> listeners.forEach(listener -> listener.accept(changed)));
    }

    private static Optional<HostId> host(HostConnection connection, Optional<String> name) {
        if (name.isEmpty()) {
            LOG.warn("{} does not say which host it is: {}", connection, REMEDY);
            return Optional.empty();
        }
        try {
            return name.map(HostId::new);
        } catch (InvalidIntentException e) {
            LOG.warn("{} has no usable name: {}: {}", connection, e.getMessage(), REMEDY);
            return Optional.empty();
        }
    }

    private static void report(HostId host, HostConnection newest, Set<HostConnection> others) {
        LOG.info("{}: {} connected", host, newest);
        others.stream()
                .filter(other -> !other.peer().equals(newest.peer()))
                .forEach(other -> LOG.warn(
                        "{}: {} and {} both say that they are this host; the newer is taken. Give one another name: {}",
                        host,
                        other,
                        newest,
                        REMEDY));
    }
}
