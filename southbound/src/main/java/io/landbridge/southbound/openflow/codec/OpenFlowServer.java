package io.landbridge.southbound.openflow.codec;

import io.landbridge.southbound.codec.Strangers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for switches. The library's own listener is left aside: it lets nobody look at a connection before it has
 * made all that belongs to one.
 */
public final class OpenFlowServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFlowServer.class);
    private static final Duration REHEARSAL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final ThreadFactory THREADS = new DefaultThreadFactory("openflow", true);
    private static final WriteBufferWaterMark LARGEST_UNREAD = new WriteBufferWaterMark(32 << 10, 64 << 10);
    private static final byte[] HELLO = {Wire.VERSION, 0, 0, 8, 0, 0, 0, 1};

    private final EventLoopGroup threads =
            Epoll.isAvailable() ? new EpollEventLoopGroup(THREADS) : new NioEventLoopGroup(THREADS);
    private final SwitchPipeline pipeline;
    private InetSocketAddress address;

    /**
     * Prepares to listen.
     *
     * @param address where to listen; port 0 takes a free one
     * @param timeout how long a switch may take nothing of what is sent to it
     * @param idleAfter how long a switch may say nothing before its listener hears of it
     * @param strangers the connections that are not admitted
     * @param listeners makes the listener of a new connection
     */
    public OpenFlowServer(
            InetSocketAddress address,
            Duration timeout,
            Duration idleAfter,
            Strangers strangers,
            Function<Connection, Connection.Listener> listeners) {
        this.address = address;
        this.pipeline = new SwitchPipeline(timeout, idleAfter, strangers, listeners);
    }

    /**
     * Starts to listen.
     *
     * @return the port
     * @throws IOException if the address cannot be listened on
     */
    public int start() throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(pipeline)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, LARGEST_UNREAD)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IOException(
                    "cannot listen for OpenFlow on " + address + ": "
                            + bound.cause().getMessage() + "; 'ss -ltnp' tells who has the port",
                    bound.cause());
        }
        Channel listening = bound.channel();
        address = new InetSocketAddress(address.getAddress(), ((InetSocketAddress) listening.localAddress()).getPort());
        rehearse();
        return address.getPort();
    }

    /** The first connection loads hundreds of classes, for half a second: better ours than a switch's. */
    private void rehearse() {
        InetAddress host = address.getAddress();
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) REHEARSAL_TIMEOUT.toMillis());
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
        var unused = threads.shutdownGracefully(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until nothing listens any more, after {@link #close}.
     *
     * @return where it listened
     */
    public InetSocketAddress released() {
        threads.terminationFuture().awaitUninterruptibly();
        return address;
    }
}
