package io.landbridge.southbound.openflow;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.openflow.codec.OpenFlowServer;
import java.io.IOException;
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

    private final OpenFlowServer server;
    private final Map<DatapathId, OpenFlowSwitch> switches = new ConcurrentHashMap<>();
    private final List<Consumer<DatapathId>> listeners = new CopyOnWriteArrayList<>();

    public OpenFlowSwitches(OpenFlowSettings settings) {
        Session.Registry registry = new Session.Registry() {
            @Override
            public void joined(OpenFlowSwitch arrived) {
                add(arrived);
            }

            @Override
            public void left(OpenFlowSwitch gone) {
                remove(gone);
            }
        };
        server = new OpenFlowServer(
                settings.listen(),
                settings.requestTimeout(),
                settings.idleAfter(),
                connection -> new Session(connection, settings.requestTimeout(), registry));
    }

    /**
     * Starts to listen.
     *
     * @return the port
     * @throws IOException if the address cannot be listened on
     */
    public int start() throws IOException {
        int port = server.start();
        LOG.info("listening for OpenFlow switches on port {}", port);
        return port;
    }

    @Override
    public Optional<Switch> find(DatapathId id) {
        return Optional.ofNullable(switches.get(id));
    }

    @Override
    public void onChange(Consumer<DatapathId> changed) {
        listeners.add(changed);
    }

    /** Takes the place of an older connection of the same switch. */
    private void add(OpenFlowSwitch arrived) {
        DatapathId id = arrived.datapathId();
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

    /** Ends all connections; the switches keep their flows. */
    @Override
    public void close() {
        server.close();
    }
}
