package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.BaseEncoding;
import io.landbridge.flow.CookieFilter;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.southbound.AdmitAll;
import io.landbridge.southbound.Await;
import io.landbridge.southbound.Strangeness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever reaches the port can do: nothing to the switches that are connected, and nothing without its being said. */
class OpenFlowStrangersTest {
    private static final DatapathId ID = new DatapathId(0x77);
    private static final DatapathId LIAR = new DatapathId(0x78);
    private static final String HELLO = "04000008 00000001";

    private final OpenFlowSwitches switches =
            new OpenFlowSwitches(new OpenFlowSettings(Duration.ofMillis(1500), Duration.ofSeconds(20)));
    private final Strangeness refused = new Strangeness();
    private int port;
    private RawSwitch known;

    @BeforeEach
    void aSwitchIsConnected() throws IOException {
        port = switches.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        switches.onRefusal(refused::note);
        switches.admitBy(new AdmitAll());
        known = join(ID);
    }

    @AfterEach
    void theSwitchIsStillConnected() throws IOException {
        assertThat(switches.find(ID)).isPresent();
        known.say("04020008 000000aa");
        assertThat(known.hear()).isEqualTo("04030008000000aa");
        known.close();
        switches.close();
    }

    @Test
    void oneConnectionMoreOfAnAddressIsClosedAtOnceAndTheNextGetsIn() throws IOException {
        switches.connectionsPerAddress(3);
        List<RawSwitch> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(RawSwitch.dial(port));
            assertThat(waiting.get(i).hear()).as("hello").startsWith("0400");
        }
        try (RawSwitch tooMany = RawSwitch.dial(port)) {
            assertThat(tooMany.hear()).isEmpty();
        }
        refused.awaitSaid("admission.per.address");
        waiting.get(0).say(HELLO);
        waiting.get(0).features(LIAR.value());
        Await.until(
                "a switch that has joined counts no more",
                () -> switches.find(LIAR).isPresent());
        try (RawSwitch next = RawSwitch.dial(port)) {
            assertThat(next.hear()).startsWith("0400");
        }
        for (RawSwitch stranger : waiting) {
            stranger.close();
        }
    }

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (RawSwitch stranger = RawSwitch.dial(port)) {
            assertThat(stranger.hear()).startsWith("0400");
            assertThat(stranger.hear()).isEmpty();
        }
        refused.awaitSaid("OpenFlow: it does not say who it is");
    }

    @Test
    void aByteNowAndThenGainsNoTime() throws IOException, InterruptedException {
        try (Socket stranger = Strangeness.dial(port)) {
            Strangeness.trickle(stranger, bytes("0400ffff"));
        }
        refused.awaitSaid("OpenFlow: it does not say who it is");
    }

    @Test
    void helloWithoutFeaturesGainsNoTime() throws IOException, InterruptedException {
        try (Socket stranger = Strangeness.dial(port)) {
            Strangeness.trickle(stranger, bytes(HELLO));
        }
        refused.awaitSaid("OpenFlow: it does not say who it is");
    }

    /** A frame of no length and one too short, features that end early, a multipart reply's flow of no length, a bad version. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0402000000000001",
                "04020007000000",
                "0406000a00000001 0000",
                "04130018 00000001 0001 0000 00000000 0000 000000000000",
                "04130018 00000001 0001 0000 00000000 ffff 000000000000",
                "01020008 00000001",
                "0401000a 00000001 0001",
                "0400000e 00000001 0001 ffff 0000",
            })
    void whatCannotBeReadEndsTheConnection(String malformed) throws IOException {
        try (Socket stranger = Strangeness.dial(port)) {
            stranger.getOutputStream().write(bytes(malformed));
            stranger.shutdownOutput();
            Strangeness.awaitClosed(stranger);
        }
        refused.awaitSaid("OpenFlow: what it says cannot be read");
        assertThat(refused.times()).isEqualTo(1);
    }

    @Test
    void whatNobodyAskedForIsDropped() throws IOException {
        known.say("040a0008 00000005" + "040c0008 00000005" + "040b0008 00000005" + "041b0008 00000005");
        known.say("04020008 000000ab");
        assertThat(known.hear()).isEqualTo("04030008000000ab");
        assertThat(refused.said()).isEmpty();
    }

    @Test
    void aSwitchMayNameManyVersions() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.hear();
            device.say("06000018 00000001" + "0002000500000000" + "0001000800000052");
            assertThat(device.hear()).as("features request").startsWith("0405");
        }
    }

    @Test
    void whoDoesNotReadTheAnswersToItsEchoesIsClosed() throws IOException {
        byte[] echo = new byte[0xff00];
        System.arraycopy(bytes("0402ff00 00000001"), 0, echo, 0, 8);
        try (Socket stranger = Strangeness.dial(port)) {
            assertThat(Strangeness.flood(stranger, echo, 4000)).isLessThan(4000);
        }
        refused.awaitSaid("it does not read the answers to its echo requests");
    }

    @Test
    void aReplyWithoutEndIsAFailureOfThatSwitchAlone() throws Exception {
        try (RawSwitch liar = join(LIAR)) {
            CompletableFuture<DeviceException> read = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    DeviceException.class,
                    () -> switches.find(LIAR).orElseThrow().read(CookieFilter.ALL)));
            String xid = liar.hear().substring(8, 16);
            byte[] part = bytes("0413ffc8" + xid + "0001 0001 00000000" + flows(1169));
            int parts = 0;
            while (!read.isDone() && parts < 100_000) {
                parts += liar.flood(part, 1);
            }
            assertThat(read.get()).hasMessageContaining("more than 32768 flows");
            assertThat(parts).isLessThan(1000);
            Await.until("it is closed", () -> switches.find(LIAR).isEmpty());
        }
        refused.awaitSaid("its reply has more than 32768 flows");
    }

    @Test
    void partsWithoutFlowsCountToo() throws Exception {
        try (RawSwitch liar = join(LIAR)) {
            CompletableFuture<DeviceException> read = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    DeviceException.class,
                    () -> switches.find(LIAR).orElseThrow().read(CookieFilter.ALL)));
            String xid = liar.hear().substring(8, 16);
            byte[] parts = bytes(("04130010" + xid + "0001 0001 00000000").repeat(1000));
            while (!read.isDone()) {
                liar.flood(parts, 1);
            }
            assertThat(read.get()).hasMessageContaining("more than 32768 flows");
        }
    }

    @Test
    void malformedMessagesEndOnlyTheirOwnConnection() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        switches.connectionsPerAddress(1000);
        byte[][] messages = {
            bytes("06000010 00000001 00010008 00000052"),
            bytes("04060020 00000002 0000000000000079 00000000 fe 00 0000 00000000 00000000"),
            bytes("04130048 00000002 0001 0001 00000000" + flows(1)),
            bytes("0404 0018 00000003 4f4e4600 000008fc 00000001 0001 0003"),
            bytes("0401 000c 00000003 0001 0001"),
            bytes("0402 000c 00000003 cafecafe"),
            bytes("0415 0008 00000003"),
        };
        for (int i = 0; i < 500; i++) {
            try (Socket stranger = Strangeness.dial(port)) {
                for (int j = 0; j < 8; j++) {
                    Strangeness.flood(
                            stranger, Strangeness.mutated(messages[random.nextInt(messages.length)], random), 1);
                }
            }
        }
    }

    /** So many flows of 56 bytes, with an empty match and no instructions. */
    private static String flows(int count) {
        return ("0038 00 00 00000000 00000000 0001 0000 0000 0000 00000000 0000000000000001 0000000000000000"
                        + "0000000000000000 0001 0004 00000000")
                .repeat(count);
    }

    private static byte[] bytes(String hex) {
        return BaseEncoding.base16().lowerCase().decode(hex.replace(" ", ""));
    }

    private RawSwitch join(DatapathId id) throws IOException {
        RawSwitch device = RawSwitch.dial(port);
        device.join(id.value());
        Await.until("the switch is there", () -> switches.find(id).isPresent());
        return device;
    }
}
