package io.landbridge.southbound.ovsdb.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.southbound.codec.Stranger;
import io.landbridge.southbound.codec.Strangers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a message ends, and how large it may be, whatever pieces it comes in. */
class JsonFramerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Stranger peer =
            new Strangers("OVSDB", Duration.ofSeconds(10)).enter(channel).orElseThrow();

    JsonFramerTest() {
        channel.pipeline().addLast(new JsonFramer(peer));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aMessageIsTheSameInOnePieceAndByteForByte() {
        String first = "{\"a\":[1,{\"b\":\"}]\\\"{\\\\\"}],\"ends\":\"C:\\\\\"}";
        String second = "{}";
        byte[] stream = (" \r\n" + first + "\n" + second).getBytes(UTF_8);

        say(stream);
        assertThat(heard()).containsExactly(first, second);
        for (byte symbol : stream) {
            say(symbol);
        }
        assertThat(heard()).containsExactly(first, second);
    }

    @Test
    void aStrangersMessageHasAtMostOneMebibyte() {
        String most = "{\"a\":\"" + "x".repeat((1 << 20) - 8) + "\"}";
        say(most.getBytes(UTF_8));
        assertThat(heard()).containsExactly(most);

        assertTooLong(("{\"a\":\"" + "x".repeat((1 << 20) - 7) + "\"}").getBytes(UTF_8));
    }

    @Test
    void aHalfMessageIsRefusedBeforeItIsWhole() {
        say("{\"a\":\"".getBytes(UTF_8));
        byte[] piece = "x".repeat(1 << 10).getBytes(UTF_8);
        for (int i = 0; i < (1 << 10) - 1; i++) {
            say(piece);
        }
        assertTooLong(piece);
    }

    @Test
    void whoIsAdmittedMaySendEight() {
        peer.admit();
        String large = "{\"a\":\"" + "x".repeat((8 << 20) - 8) + "\"}";
        say(large.getBytes(UTF_8));
        assertThat(heard()).containsExactly(large);
        assertTooLong((" " + large.replace("}", "x\"}")).getBytes(UTF_8));
    }

    @Test
    void aMessageIsNotNestedWithoutEnd() {
        say(nested(30).getBytes(UTF_8));
        assertThat(heard()).hasSize(1);
        assertTooLong(nested(40).getBytes(UTF_8));
    }

    @Test
    void aMessageOfTooManyValuesIsRefusedThoughItIsShort() {
        assertTooLong(("{\"a\":[" + "{},".repeat(60_000) + "{}]}").getBytes(UTF_8));
    }

    @Test
    void whatIsNoObjectIsRefusedAtItsFirstByte() {
        assertThatThrownBy(() -> say("GET / HTTP/1.1".getBytes(UTF_8))).isInstanceOf(CorruptedFrameException.class);
    }

    @Test
    void theHalfMessagesOfAllStrangersAreBounded() {
        byte[] half = ("{\"a\":\"" + "x".repeat((1 << 20) - 100)).getBytes(UTF_8);
        Strangers all = new Strangers("OVSDB", Duration.ofSeconds(10));
        all.perAddress(100);
        List<EmbeddedChannel> others = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            others.add(half(all, half));
        }
        assertThatThrownBy(() -> half(all, half)).isInstanceOf(TooLongFrameException.class);

        others.forEach(EmbeddedChannel::finishAndReleaseAll);
        half(all, half).finishAndReleaseAll();
    }

    private static EmbeddedChannel half(Strangers all, byte[] message) {
        EmbeddedChannel other = new EmbeddedChannel();
        other.pipeline().addLast(new JsonFramer(all.enter(other).orElseThrow()));
        other.writeInbound(Unpooled.wrappedBuffer(message));
        return other;
    }

    private static String nested(int levels) {
        return "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private void assertTooLong(byte[] message) {
        assertThatThrownBy(() -> say(message)).isInstanceOf(TooLongFrameException.class);
    }

    private void say(byte... bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    private List<String> heard() {
        List<String> messages = new ArrayList<>();
        for (ByteBuf message = channel.readInbound(); message != null; message = channel.readInbound()) {
            messages.add(message.toString(UTF_8));
            message.release();
        }
        return messages;
    }
}
