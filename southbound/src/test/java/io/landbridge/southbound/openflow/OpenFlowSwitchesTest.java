package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.Switches.Listening;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.southbound.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a switch of our own making can show: byte for byte, over loopback. */
class OpenFlowSwitchesTest {
    private static final DatapathId ID = new DatapathId(0x77);
    private static final String HELLO_13 = "04000010" + "00000001" + "00010008" + "00000010";

    private final OpenFlowSwitches switches =
            new OpenFlowSwitches(new OpenFlowSettings(Duration.ofSeconds(5), Duration.ofMillis(300)));
    private int port;

    @BeforeEach
    void listen() throws IOException {
        port = switches.listen(loopback(0));
    }

    @AfterEach
    void close() {
        switches.close();
    }

    @Test
    void weSayThatWeSpeakOpenFlow13AndNothingElse() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            assertThat(device.hear()).isEqualTo(HELLO_13);
        }
    }

    @Test
    void aNewerConnectionOfTheSameSwitchTakesThePlaceOfTheOlder() throws IOException {
        try (RawSwitch older = RawSwitch.dial(port);
                RawSwitch newer = RawSwitch.dial(port)) {
            older.join(ID.value());
            Await.until("the switch is there", () -> switches.find(ID).isPresent());
            Switch before = switches.find(ID).orElseThrow();
            newer.join(ID.value());
            assertThat(older.hear()).isEmpty();
            assertThat(switches.find(ID)).get().isNotSameAs(before);
        }
        Await.until("the switch is gone", () -> switches.find(ID).isEmpty());
    }

    @Test
    void aSwitchThatSpeaksOnlyAnotherVersionIsDisconnected() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.say("06000010 00000001 00010008 00000060");
            assertThat(device.hear()).isEqualTo(HELLO_13);
            assertThat(device.hear()).isEmpty();
        }
    }

    @Test
    void anEchoRequestIsAnsweredWithItsData() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.hear();
            device.say("0402000c 00000009 cafe1234" + "04020008 0000000a");
            assertThat(device.hear()).isEqualTo("0403000c" + "00000009" + "cafe1234");
            assertThat(device.hear()).isEqualTo("04030008" + "0000000a");
        }
    }

    @Test
    void aSilentSwitchIsAskedWhetherItIsAlive() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.join(ID.value());
            assertThat(device.hear()).startsWith("04020008");
        }
    }

    @Test
    void whoNeverSaysHelloIsDisconnected() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.hear();
            assertThat(device.hear()).isEmpty();
        }
    }

    @Test
    void listeningElsewhereEndsListeningHere() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.join(ID.value());
            Await.until("the switch is there", () -> switches.find(ID).isPresent());
            int elsewhere = switches.listen(loopback(0));
            Await.until("the switch is gone", () -> switches.find(ID).isEmpty());
            assertThatThrownBy(() -> RawSwitch.dial(port)).isInstanceOf(IOException.class);
            RawSwitch.dial(elsewhere).close();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> switches.listen(loopback(taken.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("ss -ltnp");
        }
    }

    @Test
    void whereAnotherPortIsTakenSwitchesStayConnectedToTheFormerOneAndItIsSaid() throws IOException {
        AtomicInteger told = new AtomicInteger();
        switches.onListening(told::incrementAndGet);
        try (RawSwitch device = RawSwitch.dial(port);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            device.join(ID.value());
            Await.until("the switch is there", () -> switches.find(ID).isPresent());
            Switch before = switches.find(ID).orElseThrow();
            assertThatThrownBy(() -> switches.listen(loopback(taken.getLocalPort())))
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
            assertThat(switches.find(ID)).get().isSameAs(before);
            assertThat(switches.listening().port()).isEqualTo(port);
            assertThat(switches.listening().refusal().orElseThrow())
                    .contains("go on dialling port " + port, "127.0.0.1:" + taken.getLocalPort(), "ss -ltnp");
            assertThat(told).hasValue(0);
        }
        RawSwitch.dial(port).close();
    }

    @Test
    void anotherAddressOnTheSamePortIsTakenOnceTheFormerIsReleased() throws IOException {
        AtomicInteger told = new AtomicInteger();
        switches.onListening(told::incrementAndGet);
        for (String address : new String[] {"0.0.0.0", "127.0.0.1", "127.0.0.2"}) {
            assertThat(switches.listen(new InetSocketAddress(address, port))).isEqualTo(port);
        }
        assertThat(told).hasValue(3);
        assertThat(switches.listening()).isEqualTo(new Listening(port, Optional.empty()));
        assertThatThrownBy(() -> RawSwitch.dial(port)).as("127.0.0.1").isInstanceOf(IOException.class);
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no-such-host", 6653);
        assertThatThrownBy(() -> switches.listen(unknown)).hasMessageContaining("no-such-host");
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
