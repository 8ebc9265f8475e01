package io.landbridge.southbound.openflow.codec;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionConfiguration;
import org.opendaylight.openflowjava.protocol.api.connection.ThreadConfiguration;
import org.opendaylight.openflowjava.protocol.api.connection.TlsConfiguration;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.config.rev140630.TransportProtocol;

/** How the library shall listen: plain TCP, without the barriers that it would send by itself. */
record ServerConfiguration(InetSocketAddress listen, Duration idleAfter) implements ConnectionConfiguration {
    @Override
    public InetAddress getAddress() {
        return listen.getAddress();
    }

    @Override
    public int getPort() {
        return listen.getPort();
    }

    @Override
    public Object getTransferProtocol() {
        return TransportProtocol.TCP;
    }

    @Override
    public long getSwitchIdleTimeout() {
        return idleAfter.toMillis();
    }

    @Override
    public int getChannelOutboundQueueSize() {
        return LibraryConnection.QUEUE;
    }

    @Override
    public boolean useBarrier() {
        return false;
    }

    @Override
    public boolean isGroupAddModEnabled() {
        return false;
    }

    @Override
    public @Nullable TlsConfiguration getTlsConfiguration() {
        return null;
    }

    @Override
    public @Nullable Object getSslContext() {
        return null;
    }

    /** As many as there are processors, twice. */
    @Override
    public @Nullable ThreadConfiguration getThreadConfiguration() {
        return null;
    }
}
