package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableSet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.stream.IntStream;

/**
 * Lets pass the messages that we know how to read and have use for (OpenFlow 1.3.5 §7.1), reads hello itself, and drops
 * what no flow and no request of ours asks for.
 */
final class MessageFilter extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int HEADER = 8;
    private static final int HELLO = 0;
    private static final int ELEMENT_HEADER = 4;
    private static final int VERSION_BITMAP = 1;

    /** Error, echo both ways, experimenter, and the replies to features, multipart and barrier requests. */
    private static final ImmutableSet<Integer> WANTED = ImmutableSet.of(1, 2, 3, 4, 6, 19, 21);

    private final LibraryConnection connection;

    MessageFilter(LibraryConnection connection) {
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        if (message.readableBytes() < HEADER) {
            throw new CorruptedFrameException("a message of " + message.readableBytes() + " bytes");
        }
        int version = message.getUnsignedByte(0);
        int type = message.getUnsignedByte(1);
        if (type == HELLO) {
            connection.received(message.getInt(ELEMENT_HEADER), hello(version, message.skipBytes(HEADER)));
        } else if (version != Wire.VERSION) {
            throw new CorruptedFrameException("a message of OpenFlow wire version " + version);
        } else if (WANTED.contains(type)) {
            context.fireChannelRead(message.retain());
        }
    }

    /**
     * Reads the versions from hello (§7.5.1). A switch that sends no bitmap speaks the version in the header and may
     * speak all below; versions above 31 are none.
     */
    private static Reply.Hello hello(int version, ByteBuf elements) {
        while (elements.readableBytes() >= ELEMENT_HEADER) {
            int type = elements.readUnsignedShort();
            ByteBuf body = Wire.body(elements);
            if (type == VERSION_BITMAP) {
                int bitmap = body.readInt();
                return new Reply.Hello(IntStream.range(0, Integer.SIZE)
                        .filter(bit -> (bitmap >>> bit & 1) == 1)
                        .boxed()
                        .collect(ImmutableSet.toImmutableSet()));
            }
            elements.skipBytes(Math.min(Wire.padding(ELEMENT_HEADER + body.readableBytes()), elements.readableBytes()));
        }
        return new Reply.Hello(IntStream.rangeClosed(1, version).boxed().collect(ImmutableSet.toImmutableSet()));
    }
}
