package io.landbridge.southbound.openflow.codec;

import io.landbridge.southbound.codec.Stranger;
import io.landbridge.southbound.codec.Strangers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionAdapter;
import org.opendaylight.openflowjava.protocol.api.connection.SwitchConnectionHandler;
import org.opendaylight.openflowjava.protocol.impl.core.PipelineHandlers;
import org.opendaylight.openflowjava.protocol.impl.core.TcpChannelInitializer;
import org.opendaylight.openflowjava.protocol.impl.core.VersionMessageWrapper;
import org.opendaylight.openflowjava.protocol.impl.core.connection.ConnectionAdapterFactoryImpl;
import org.opendaylight.openflowjava.protocol.impl.core.connection.ConnectionFacade;
import org.opendaylight.openflowjava.protocol.impl.deserialization.DeserializationFactory;
import org.opendaylight.openflowjava.protocol.impl.deserialization.DeserializerRegistryImpl;
import org.opendaylight.openflowjava.protocol.impl.serialization.SerializationFactory;
import org.opendaylight.openflowjava.protocol.impl.serialization.SerializerRegistryImpl;

/**
 * Makes what belongs to a connection, as the library does, and puts its own in the place of what the library lets pass:
 * a connection too many, a frame of no length, a message that cannot be decoded.
 */
final class SwitchPipeline extends TcpChannelInitializer {
    private static final AttributeKey<LibraryConnection> CONNECTION = AttributeKey.valueOf("landbridge-connection");
    private static final int LONGEST_MESSAGE = 0xffff;
    private static final int LENGTH_OFFSET = 2;
    private static final int LENGTH_BYTES = 2;

    private final Strangers strangers;
    private final DeserializationFactory decoders;

    SwitchPipeline(
            Duration timeout,
            Duration idleAfter,
            Strangers strangers,
            Function<Connection, Connection.Listener> listeners) {
        super(
                new DefaultChannelGroup("openflow", GlobalEventExecutor.INSTANCE),
                (channel, address, barrier, queue) -> connect(channel, address, queue, timeout, listeners));
        this.strangers = strangers;
        SerializerRegistryImpl writers = new SerializerRegistryImpl();
        DeserializerRegistryImpl readers = new DeserializerRegistryImpl();
        writers.init();
        readers.init();
        Extensions.register(writers, readers);
        this.decoders = new DeserializationFactory(readers);
        setSerializationFactory(new SerializationFactory(writers));
        setDeserializationFactory(decoders);
        setSwitchIdleTimeout(idleAfter.toMillis());
        setChannelOutboundQueueSize(LibraryConnection.QUEUE);
        setUseBarrier(false);
        setSwitchConnectionHandler(new Accepting());
    }

    private static ConnectionFacade connect(
            Channel channel,
            InetSocketAddress address,
            int queue,
            Duration timeout,
            Function<Connection, Connection.Listener> listeners) {
        ConnectionFacade facade =
                new ConnectionAdapterFactoryImpl().createConnectionFacade(channel, address, false, queue);
        channel.attr(CONNECTION)
                .set(LibraryConnection.take(
                        facade, channel.attr(Stranger.OF_CHANNEL).get(), timeout, listeners));
        return facade;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        strangers.enter(channel).ifPresent(peer -> {
            channel.attr(Stranger.OF_CHANNEL).set(peer);
            super.initChannel(channel);
            ChannelPipeline pipeline = channel.pipeline();
            String frames = PipelineHandlers.OF_FRAME_DECODER.name();
            String decoder = PipelineHandlers.OF_DECODER.name();
            pipeline.replace(
                    frames,
                    frames,
                    new LengthFieldBasedFrameDecoder(
                            LONGEST_MESSAGE, LENGTH_OFFSET, LENGTH_BYTES, -(LENGTH_OFFSET + LENGTH_BYTES), 0));
            pipeline.addAfter(
                    frames, null, new MessageFilter(channel.attr(CONNECTION).get()));
            pipeline.replace(decoder, decoder, new Decoder(decoders));
            pipeline.addLast(peer);
        });
    }

    /** Decodes, and lets a failure end the connection; the library's own only logs it. */
    private static final class Decoder extends MessageToMessageDecoder<VersionMessageWrapper> {
        private final DeserializationFactory decoders;

        Decoder(DeserializationFactory decoders) {
            this.decoders = decoders;
        }

        @Override
        protected void decode(ChannelHandlerContext context, VersionMessageWrapper message, List<Object> out) {
            try {
                out.add(decoders.deserialize(message.getMessageBuffer(), message.getVersion()));
            } finally {
                message.getMessageBuffer().release();
            }
        }
    }

    /** Who may come in was asked before. */
    private static final class Accepting implements SwitchConnectionHandler {
        @Override
        public boolean accept(InetAddress address) {
            return true;
        }

        @Override
        public void onSwitchConnected(ConnectionAdapter connection) {
            // was taken when it was made
        }
    }
}
