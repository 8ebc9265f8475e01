package io.landbridge.southbound.ovsdb;

import io.landbridge.model.HostId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;
import io.landbridge.port.out.Subscription;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connections there are, what each claims, and which of them were admitted. Whoever decides is told under the lock,
 * so that it hears everything in order.
 */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Map<HostConnection, PeerIdentity> claims = new LinkedHashMap<>();
    private final Map<HostId, HostConnection> admitted = new HashMap<>();
    private final List<Consumer<HostId>> listeners = new CopyOnWriteArrayList<>();
    private Optional<AdmissionControl> control = Optional.empty();

    synchronized Optional<HostConnection> find(HostId id) {
        return Optional.ofNullable(admitted.get(id));
    }

    Subscription onChange(Consumer<HostId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized Subscription admitBy(AdmissionControl decides) {
        control = Optional.of(decides);
        claims.entrySet().stream()
                .filter(claim -> isAdmitted(claim.getKey()))
                .forEach(claim -> decides.claims(claim.getKey(), claim.getValue()));
        claims.entrySet().stream()
                .filter(claim -> !isAdmitted(claim.getKey()))
                .forEach(claim -> decides.claims(claim.getKey(), claim.getValue()));
        return () -> leaveTo(decides);
    }

    private synchronized void leaveTo(AdmissionControl former) {
        control = control.filter(present -> present != former);
    }

    private boolean isAdmitted(HostConnection connection) {
        return admitted.containsValue(connection);
    }

    /** A connection has come, or its database has changed, perhaps in whose it is. */
    void changed(HostConnection connection) {
        Optional<HostId> concerned;
        synchronized (this) {
            PeerIdentity identity = connection.identity();
            boolean isNews = !identity.equals(claims.get(connection));
            concerned = isNews
                    ? withdraw(connection)
                    : host(identity).filter(id -> find(id).equals(Optional.of(connection)));
            if (isNews) {
                claims.put(connection, identity);
                control.ifPresent(decides -> decides.claims(connection, identity));
            }
        }
        tell(concerned);
    }

    /** Has the connection found as the host that it claims to be, if that is still its claim. */
    void admit(HostConnection connection, PeerIdentity identity) {
        Optional<HostId> host;
        synchronized (this) {
            host = host(identity).filter(id -> identity.equals(claims.get(connection)));
            host.ifPresent(id -> admitted.put(id, connection));
        }
        host.ifPresent(id -> LOG.info("{}: {} connected", id, connection));
        tell(host.filter(id -> connection.isOpen()));
    }

    void closed(HostConnection connection) {
        Optional<HostId> left;
        synchronized (this) {
            left = withdraw(connection);
            control.ifPresent(decides -> decides.closed(connection));
        }
        left.ifPresent(id -> LOG.info("{}: {} disconnected", id, connection));
        tell(left);
    }

    /** Forgets what it claims; says which host it was admitted as. */
    private Optional<HostId> withdraw(HostConnection connection) {
        return Optional.ofNullable(claims.remove(connection))
                .flatMap(Connections::host)
                .filter(id -> admitted.remove(id, connection));
    }

    private static Optional<HostId> host(PeerIdentity identity) {
        return ((Claim.Database) identity.claim()).host();
    }

    private void tell(Optional<HostId> host) {
        host.ifPresent(changed -> listeners.forEach(listener -> listener.accept(changed)));
    }
}
