package io.landbridge.southbound.ovsdb;

import io.landbridge.model.HostId;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.southbound.ovsdb.codec.Session;
import io.landbridge.southbound.ovsdb.codec.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts' databases over OVSDB (RFC 7047): those that dial the controller, and those that it dials. */
public final class OvsdbHostDatabases implements HostDatabases, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OvsdbHostDatabases.class);

    private final Connections connections = new Connections();
    private final Transport transport;
    private final Dialler dialler;

    public OvsdbHostDatabases(OvsdbSettings settings) {
        this.transport = new Transport(Watched.IDENTITY, Watched.COLUMNS, settings.timeout(), settings.probe());
        this.dialler = new Dialler(transport, host -> acceptor(Optional.of(host)));
    }

    /**
     * Lets hosts dial this address, in the place of a former one; hosts that are connected stay so.
     *
     * @param address local address, {@code 0.0.0.0} for all
     * @param port TCP port, 1 to 65,535; IANA's is 6640 (RFC 7047 §8); 0 takes any that is free
     * @return where it listens
     * @throws IOException if the address is not this machine's or the port is in use; then the former one stays
     */
    public InetSocketAddress listen(String address, int port) throws IOException {
        InetSocketAddress listening = transport.listen(address, port, acceptor(Optional.empty()));
        LOG.info("hosts can connect their databases to {}:{}", address, listening.getPort());
        return listening;
    }

    @Override
    public Optional<HostDatabase> find(HostId id) {
        return connections.find(id).filter(HostConnection::isOpen).map(HostDatabase.class::cast);
    }

    @Override
    public void dial(Map<HostId, OvsdbEndpoint> endpoints) {
        dialler.dial(endpoints);
    }

    @Override
    public Subscription onChange(Consumer<HostId> changed) {
        return connections.onChange(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl control) {
        return connections.admitBy(control);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return transport.strangers().onRefusal(refused);
    }

    /** Allows one address so many connections that are not admitted, 1 to 100,000; another number is not taken. */
    public void connectionsPerAddress(int most) {
        transport.strangers().perAddress(most);
    }

    /** Closes all connections; the hosts' switches go on as they are. */
    @Override
    public void close() {
        dialler.dial(Map.of());
        transport.close();
    }

    private Session.Acceptor acceptor(Optional<HostId> dialledFor) {
        return (session, identity) -> {
            HostConnection connection = new HostConnection(session, identity, dialledFor, connections);
            connections.changed(connection);
            return connection;
        };
    }
}
