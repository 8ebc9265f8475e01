package io.landbridge.southbound.ovsdb.codec;

import io.landbridge.southbound.codec.Share;
import io.landbridge.southbound.codec.Stranger;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/**
 * Cuts a stream into JSON values (RFC 7047 §4), each an object, and refuses while the bytes arrive what is larger than
 * it may be: bytes bound what is kept of a message, values and depth what becomes of it when it is read.
 */
final class JsonFramer extends ByteToMessageDecoder {
    private static final int DEEPEST = 32;

    private final Stranger peer;
    private final Share share;
    private int scanned;
    private int depth;
    private int deepest;
    private int values;
    private boolean inString;
    private boolean escaped;

    /**
     * How large a message may be.
     *
     * @param bytes its length
     * @param values the objects, arrays, strings and other values in it; an empty object of two bytes becomes one of
     *     about a hundred on the heap
     */
    private record Limit(int bytes, int values) {
        /** The answer to what is asked of a stranger: one row's {@code external_ids}. */
        static final Limit STRANGER = new Limit(1 << 20, 50_000);

        /**
         * The largest honest message is all monitored rows at once: a port takes 350 to 800 bytes and some 40 values, so
         * this is a host of more than ten thousand ports.
         */
        static final Limit ADMITTED = new Limit(8 << 20, 500_000);
    }

    JsonFramer(Stranger peer) {
        this.peer = peer;
        this.share = new Share(peer);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        try {
            frame(in, out);
        } catch (CorruptedFrameException | TooLongFrameException refused) {
            in.skipBytes(in.readableBytes());
            throw refused;
        }
    }

    private void frame(ByteBuf in, List<Object> out) {
        Limit limit = peer.isAdmitted() ? Limit.ADMITTED : Limit.STRANGER;
        if (scanned == 0) {
            skipSpace(in);
        }
        int end = in.forEachByte(in.readerIndex() + scanned, in.readableBytes() - scanned, this::goesOn);
        int length = end < 0 ? in.readableBytes() : end + 1 - in.readerIndex();
        if (length > limit.bytes() || values > limit.values() || deepest > DEEPEST) {
            throw new TooLongFrameException("a message of more than " + limit.bytes() + " bytes, " + limit.values()
                    + " values or " + DEEPEST + " levels");
        }
        if (!share.hold(end < 0 ? length : 0)) {
            throw new TooLongFrameException("half messages of all peers take too much, this one " + length + " bytes");
        }
        if (end < 0) {
            scanned = length;
        } else {
            scanned = 0;
            values = 0;
            deepest = 0;
            out.add(in.readRetainedSlice(length));
        }
    }

    private static void skipSpace(ByteBuf in) {
        int start = in.forEachByte(symbol -> symbol == ' ' || symbol == '\n' || symbol == '\r' || symbol == '\t');
        in.skipBytes(start < 0 ? in.readableBytes() : start - in.readerIndex());
        if (in.isReadable() && in.getByte(in.readerIndex()) != '{') {
            throw new CorruptedFrameException("what does not start as a JSON object");
        }
    }

    /** Takes the next byte in; false if it is the last of a value. */
    private boolean goesOn(byte symbol) {
        if (inString) {
            inString = escaped || symbol != '"';
            escaped = !escaped && symbol == '\\';
            return true;
        }
        switch (symbol) {
            case '"' -> inString = true;
            case ',', ':' -> values++;
            case '{', '[' -> {
                values++;
                depth++;
                deepest = Math.max(deepest, depth);
            }
            case '}', ']' -> depth--;
            default -> {
                // of a number or a word
            }
        }
        return depth != 0;
    }
}
