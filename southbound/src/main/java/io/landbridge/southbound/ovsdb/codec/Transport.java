package io.landbridge.southbound.ovsdb.codec;

import com.google.common.collect.ImmutableSetMultimap;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.southbound.codec.Stranger;
import io.landbridge.southbound.codec.Strangers;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.opendaylight.ovsdb.lib.jsonrpc.JsonRpcEndpoint;

/**
 * Accepts and makes connections, all on the same two threads.
 *
 * <p>The library's own connection service is left aside: it keeps its connections in a registry of the whole JVM, and
 * its framing of JSON trips over a string that ends in a backslash.
 */
public final class Transport implements AutoCloseable {
    private static final int THREADS = 2;

    /** What a stranger need not have read yet: our one question is 150 bytes. */
    private static final WriteBufferWaterMark STRANGERS_LARGEST_UNREAD = new WriteBufferWaterMark(8 << 10, 16 << 10);

    private final Handshake.Watches watches;
    private final Duration timeout;
    private final Duration probe;
    private final EventLoopGroup threads = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("ovsdb", true));
    private final Strangers strangers;
    private Optional<Channel> server = Optional.empty();

    /**
     * Starts the threads.
     *
     * @param identity the columns that say who it is, by table; they are among those watched
     * @param watched the columns to watch once it is admitted, by table
     * @param timeout how long an answer may take, and how long a connection may take to say who it is
     * @param probe silence after which a connection is probed, and after which again it is closed
     */
    public Transport(
            ImmutableSetMultimap<String, String> identity,
            ImmutableSetMultimap<String, String> watched,
            Duration timeout,
            Duration probe) {
        this.watches = new Handshake.Watches(identity, watched);
        this.strangers = new Strangers("OVSDB", timeout);
        this.timeout = timeout;
        this.probe = probe;
        JsonRpcEndpoint.setReaperInterval(Math.toIntExact(timeout.toMillis()));
    }

    /** The connections that are not admitted. */
    public Strangers strangers() {
        return strangers;
    }

    /**
     * Accepts connections at this address, in the place of a former one; connections that are there stay.
     *
     * @param port TCP port, or 0 for any that is free
     * @return where it listens
     * @throws IOException if the address cannot be listened on; then it goes on at the former one
     */
    public synchronized InetSocketAddress listen(String address, int port, Session.Acceptor acceptor)
            throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(address, port);
        if (wanted.isUnresolved()) {
            throw new IOException(
                    "cannot listen on '" + address + "': it is no address of this machine; 0.0.0.0 stands for all");
        }
        Optional<SocketAddress> former = server.map(Channel::localAddress);
        server.ifPresent(listening -> listening.close().awaitUninterruptibly());
        ChannelFuture bound = bind(wanted, acceptor);
        if (!bound.isSuccess()) {
            server = former.map(there -> bind(there, acceptor).channel());
            throw new IOException(
                    "cannot listen on " + address + ":" + port + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        server = Optional.of(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private ChannelFuture bind(SocketAddress address, Session.Acceptor acceptor) {
        return new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(initializer(
                        channel -> strangers.enter(channel).ifPresent(stranger -> build(channel, stranger, acceptor))))
                .bind(address)
                .awaitUninterruptibly();
    }

    /**
     * Makes one connection, without waiting.
     *
     * @param ended called once, when the connection is gone, or with the reason that it could not be made
     * @return closes the connection
     */
    public Runnable connect(OvsdbEndpoint endpoint, Session.Acceptor acceptor, Consumer<Optional<Throwable>> ended) {
        InetSocketAddress address = new InetSocketAddress(endpoint.address().toString(), endpoint.port());
        ChannelFuture connected = new Bootstrap()
                .group(threads)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
                .handler(initializer(
                        channel -> build(channel, strangers.dialled(channel, address.getAddress()), acceptor)))
                .connect(address);
        connected.channel().closeFuture().addListener(closed -> ended.accept(Optional.ofNullable(connected.cause())));
        return () -> {
            var unused = connected.channel().close();
        };
    }

    /** Runs a task later, unless this is closed before. */
    public void after(Duration delay, Runnable task) {
        var unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        threads.shutdownGracefully(0, timeout.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private void build(Channel channel, Stranger peer, Session.Acceptor acceptor) {
        JsonRpcEndpoint rpc = new JsonRpcEndpoint(channel);
        Requests requests = new Requests(channel, timeout);
        channel.config().setWriteBufferWaterMark(STRANGERS_LARGEST_UNREAD);
        channel.pipeline()
                .addLast(new JsonFramer(peer))
                .addLast(new JsonReader())
                .addLast(new StringEncoder(StandardCharsets.UTF_8))
                .addLast(new InactivityProbe(rpc, requests, probe))
                .addLast(rpc)
                .addLast(new Handshake(rpc, requests, peer, watches, acceptor))
                .addLast(peer);
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> build) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                build.accept(channel);
            }
        };
    }
}
