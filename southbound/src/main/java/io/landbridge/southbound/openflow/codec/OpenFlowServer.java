package io.landbridge.southbound.openflow.codec;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionAdapter;
import org.opendaylight.openflowjava.protocol.api.connection.SwitchConnectionHandler;
import org.opendaylight.openflowjava.protocol.impl.core.SwitchConnectionProviderImpl;
import org.opendaylight.openflowjava.protocol.impl.core.TcpHandler;

/** Listens for switches. */
public final class OpenFlowServer implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final SwitchConnectionProviderImpl library;
    private final ListeningStatus status = new ListeningStatus();
    private final InetSocketAddress address;

    /**
     * Prepares to listen.
     *
     * @param address where to listen; port 0 takes a free one
     * @param timeout how long a switch may take nothing of what is sent to it
     * @param idleAfter how long a switch may say nothing before its listener hears of it
     * @param listeners makes the listener of a new connection
     */
    public OpenFlowServer(
            InetSocketAddress address,
            Duration timeout,
            Duration idleAfter,
            Function<Connection, Connection.Listener> listeners) {
        this.address = address;
        library = new SwitchConnectionProviderImpl(status, new ServerConfiguration(address, idleAfter));
        Extensions.register(library);
        library.setSwitchConnectionHandler(new SwitchConnectionHandler() {
            @Override
            public boolean accept(InetAddress switchAddress) {
                return true;
            }

            @Override
            public void onSwitchConnected(ConnectionAdapter connection) {
                LibraryConnection.take(connection, timeout, listeners);
            }
        });
    }

    /**
     * Starts to listen.
     *
     * @return the port
     * @throws IOException if the address cannot be listened on
     */
    public int start() throws IOException {
        var unused = library.startup();
        try {
            status.listening().get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return ((TcpHandler) library.getServerFacade()).getPort();
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException(
                    "cannot listen for OpenFlow on " + address + ": "
                            + Throwables.getRootCause(e).getMessage() + "; 'ss -ltnp' tells who has the port",
                    e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting to listen for OpenFlow", e);
        }
    }

    /** Ends all connections and stops to listen. */
    @Override
    public void close() {
        var unused = library.shutdown();
    }
}
