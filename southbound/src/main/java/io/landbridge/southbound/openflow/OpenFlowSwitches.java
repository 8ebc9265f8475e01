package io.landbridge.southbound.openflow;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.codec.Strangers;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.OpenFlowServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches that have dialled this controller and speak OpenFlow 1.3. */
public final class OpenFlowSwitches implements Switches, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFlowSwitches.class);

    private final OpenFlowSettings settings;
    private final Strangers strangers;
    private final Map<DatapathId, OpenFlowSwitch> switches = new ConcurrentHashMap<>();
    private final List<Consumer<DatapathId>> listeners = new CopyOnWriteArrayList<>();
    private Optional<OpenFlowServer> server = Optional.empty();

    public OpenFlowSwitches(OpenFlowSettings settings) {
        this.settings = settings;
        this.strangers = new Strangers("OpenFlow", settings.requestTimeout());
    }

    /**
     * Listens there from now on, and no more where it did; switches that had connected there have to dial anew.
     *
     * @param address port 0 takes a free one
     * @return the port
     * @throws IOException if the address cannot be listened on; then it goes on where it did
     */
    public synchronized int listen(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("cannot listen for OpenFlow on '" + address.getHostString()
                    + "': it is no address of this machine; 0.0.0.0 stands for all");
        }
        Optional<OpenFlowServer> former = server;
        close();
        try {
            return start(address);
        } catch (IOException e) {
            if (former.isPresent()) {
                start(former.get().released());
            }
            throw e;
        }
    }

    private int start(InetSocketAddress address) throws IOException {
        OpenFlowServer started =
                new OpenFlowServer(address, settings.requestTimeout(), settings.idleAfter(), strangers, this::session);
        int port = started.start();
        server = Optional.of(started);
        LOG.info(
                "listening for OpenFlow switches on {}, port {}",
                address.getAddress().getHostAddress(),
                port);
        return port;
    }

    private Session session(Connection connection) {
        return new Session(connection, settings.requestTimeout(), new Session.Registry() {
            @Override
            public void joined(OpenFlowSwitch arrived) {
                add(arrived);
            }

            @Override
            public void left(OpenFlowSwitch gone) {
                remove(gone);
            }
        });
    }

    @Override
    public Optional<Switch> find(DatapathId id) {
        return Optional.ofNullable(switches.get(id));
    }

    @Override
    public Subscription onChange(Consumer<DatapathId> changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return strangers.onRefusal(refused);
    }

    /** Allows one address so many connections that are not admitted, 1 to 100,000; another number is not taken. */
    public void connectionsPerAddress(int most) {
        strangers.perAddress(most);
    }

    /** Takes the place of an older connection of the same switch. */
    private void add(OpenFlowSwitch arrived) {
        DatapathId id = arrived.datapathId();
        arrived.admit();
        OpenFlowSwitch previous = switches.put(id, arrived);
        LOG.info("switch {} has connected from {}", id, arrived.peer());
        if (previous != null) {
            LOG.info("switch {}: its older connection from {} is closed", id, previous.peer());
            previous.close();
        }
        tell(id);
    }

    private void remove(OpenFlowSwitch gone) {
        if (switches.remove(gone.datapathId(), gone)) {
            LOG.info("switch {} has disconnected from {}", gone.datapathId(), gone.peer());
            tell(gone.datapathId());
        }
    }

    private void tell(DatapathId id) {
        listeners.forEach(listener -> listener.accept(id));
    }

    /** Ends all connections and listens no more; the switches keep their flows. */
    @Override
    public synchronized void close() {
        server.ifPresent(OpenFlowServer::close);
        server = Optional.empty();
    }
}
