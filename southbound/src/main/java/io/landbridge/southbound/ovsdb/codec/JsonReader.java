package io.landbridge.southbound.ovsdb.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the one JSON value that a frame holds, and lets pass what a database has to say to us (RFC 7047 §4.1). */
final class JsonReader extends MessageToMessageDecoder<ByteBuf> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UPDATE_PARAMETERS = 2;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf frame, List<Object> out) throws IOException {
        JsonNode message = JSON.readTree((InputStream) new ByteBufInputStream(frame));
        boolean isAnswer =
                message.path("method").isMissingNode() || message.path("method").isNull();
        if (isAnswer || isExpected(message)) {
            out.add(message);
        }
    }

    /** Whether a request or notification is one that is acted on; the library would log each other one in full. */
    private static boolean isExpected(JsonNode message) {
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "echo" -> {
                return true;
            }
            case "update" -> {
                if (parameters.size() != UPDATE_PARAMETERS
                        || !parameters.path(1).isObject()) {
                    throw new CorruptedFrameException("an update without its rows");
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }
}
