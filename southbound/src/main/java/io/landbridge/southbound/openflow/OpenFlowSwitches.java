package io.landbridge.southbound.openflow;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.codec.Strangers;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.OpenFlowServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches that have dialled this controller and speak OpenFlow 1.3. */
public final class OpenFlowSwitches implements Switches, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFlowSwitches.class);

    private final OpenFlowSettings settings;
    private final List<Runnable> portListeners = new CopyOnWriteArrayList<>();
    private final Joined registry = new Joined();
    private final Strangers strangers;
    private Optional<OpenFlowServer> server = Optional.empty();
    private @Nullable InetSocketAddress where;
    private volatile Listening listening = new Listening(OpenFlowSettings.DEFAULT_PORT, Optional.empty());

    public OpenFlowSwitches(OpenFlowSettings settings) {
        this.settings = settings;
        this.strangers = new Strangers("OpenFlow", settings.requestTimeout());
    }

    /**
     * Listens there from now on, and no more where it did; switches that had connected elsewhere have to dial anew.
     * Where that fails, {@link #listening} says why.
     *
     * @param address port 0 takes a free one
     * @return the port
     * @throws IOException if the address cannot be listened on; then it goes on where it did
     */
    public synchronized int listen(InetSocketAddress address) throws IOException {
        try {
            return move(address);
        } catch (IOException refused) {
            refuse(String.valueOf(refused.getMessage()));
            throw refused;
        }
    }

    /** Notes that what is configured cannot be followed, and why; it goes on where it did. */
    public void refuse(String why) {
        listening = new Listening(
                listening.port(),
                Optional.of("the OpenFlow address that is configured is not in use," + " switches go on dialling port "
                        + listening.port() + ": " + why));
    }

    /** Another port is taken before the former is given up; the same one has to be released before it is taken again. */
    private int move(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("cannot listen for OpenFlow on '" + address.getHostString()
                    + "': it is no address of this machine; 0.0.0.0 stands for all");
        }
        Optional<OpenFlowServer> former = server;
        if (former.isPresent() && address.equals(where)) {
            listening = new Listening(address.getPort(), Optional.empty());
            return address.getPort();
        }
        if (former.isEmpty() || listening.port() != address.getPort()) {
            int port = start(address);
            former.ifPresent(OpenFlowServer::close);
            return port;
        }
        close();
        InetSocketAddress formerAddress = former.get().released();
        try {
            return start(address);
        } catch (IOException e) {
            start(formerAddress);
            throw e;
        }
    }

    private int start(InetSocketAddress address) throws IOException {
        OpenFlowServer started =
                new OpenFlowServer(address, settings.requestTimeout(), settings.idleAfter(), strangers, this::session);
        int port = started.start();
        server = Optional.of(started);
        where = new InetSocketAddress(address.getAddress(), port);
        listening = new Listening(port, Optional.empty());
        LOG.info(
                "listening for OpenFlow switches on {}, port {}",
                address.getAddress().getHostAddress(),
                port);
        portListeners.forEach(Runnable::run);
        return port;
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

    private Session session(Connection connection) {
        return new Session(connection, settings.requestTimeout(), registry);
    }

    @Override
    public Optional<Switch> find(DatapathId id) {
        return registry.find(id).map(Switch.class::cast);
    }

    @Override
    public Subscription onChange(Consumer<DatapathId> changed) {
        return registry.onChange(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl control) {
        return registry.admitBy(control);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return strangers.onRefusal(refused);
    }

    /** Allows one address so many connections that are not admitted, 1 to 100,000; another number is not taken. */
    public void connectionsPerAddress(int most) {
        strangers.perAddress(most);
    }

    /** Ends all connections and listens no more; the switches keep their flows. */
    @Override
    public synchronized void close() {
        server.ifPresent(OpenFlowServer::close);
        server = Optional.empty();
    }
}
