package io.landbridge.southbound.openflow.codec;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionAdapter;
import org.opendaylight.openflowjava.protocol.api.connection.SwitchConnectionHandler;
import org.opendaylight.openflowjava.protocol.impl.core.SwitchConnectionProviderImpl;
import org.opendaylight.openflowjava.protocol.impl.core.TcpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for switches. */
public final class OpenFlowServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFlowServer.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
    private static final byte[] HELLO = {Wire.VERSION, 0, 0, 8, 0, 0, 0, 1};

    private final SwitchConnectionProviderImpl library;
    private final ListeningStatus status = new ListeningStatus();
    private ListenableFuture<?> closed = Futures.immediateVoidFuture();
    private InetSocketAddress address;

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
            int port = ((TcpHandler) library.getServerFacade()).getPort();
            address = new InetSocketAddress(address.getAddress(), port);
            rehearse();
            return port;
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

    /** The first connection loads hundreds of classes, for half a second: better ours than a switch's. */
    private void rehearse() {
        InetAddress host = address.getAddress();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) START_TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(
                    host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, address.getPort()));
            socket.getOutputStream().write(HELLO);
            var unused = socket.getInputStream().read();
        } catch (IOException e) {
            LOG.debug("no rehearsal: the first switch will wait a little longer", e);
        }
    }

    /** Ends all connections and stops to listen. */
    @Override
    public void close() {
        closed = library.shutdown();
    }

    /**
     * Waits until nothing listens any more, after {@link #close}.
     *
     * @return where it listened
     */
    public InetSocketAddress released() {
        Futures.getUnchecked(closed);
        return address;
    }
}
