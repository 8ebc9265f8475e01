package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.Peer;
import io.landbridge.port.out.PeerIdentity;
import io.landbridge.port.out.PeerIdentity.Claim;
import io.landbridge.port.out.Switches.Listening;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.southbound.AdmitAll;
import io.landbridge.southbound.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
        switches.admitBy(new AdmitAll());
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
    void nobodyIsASwitchBeforeItIsAdmitted() throws IOException {
        Queue<Peer> claimed = new ConcurrentLinkedQueue<>();
        switches.admitBy(new AdmissionControl() {
            @Override
            public void claims(Peer peer, PeerIdentity identity) {
                assertThat(identity).isEqualTo(new PeerIdentity.Claimed(new Claim.Datapath(ID), "127.0.0.1", false));
                claimed.add(peer);
            }

            @Override
            public void closed(Peer peer) {
                claimed.remove(peer);
            }
        });
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.join(ID.value());
            Await.until("it claims", () -> !claimed.isEmpty());
            assertThat(switches.find(ID)).isEmpty();
            claimed.element().close();
            assertThat(device.hear()).isEmpty();
            Await.until("it is gone", claimed::isEmpty);
        }
    }

    @Test
    void whoDecidesFromNowOnIsToldOfThoseThatWereAdmittedBefore() throws IOException {
        try (RawSwitch device = RawSwitch.dial(port)) {
            device.join(ID.value());
            Await.until("the switch is there", () -> switches.find(ID).isPresent());
            List<PeerIdentity> claims = new CopyOnWriteArrayList<>();
            switches.admitBy(new AdmitAll() {
                @Override
                public void claims(Peer peer, PeerIdentity identity) {
                    claims.add(identity);
                }
            });
            assertThat(claims).hasSize(1);
            assertThat(switches.find(ID)).isPresent();
        }
    }

    @Test
    void listeningAtAnotherAddressOfTheSamePortWaitsForItToBeReleased() throws IOException {
        for (String address : List.of("127.0.0.2", "0.0.0.0", "127.0.0.1")) {
            assertThat(switches.listen(new InetSocketAddress(address, port))).isEqualTo(port);
        }
        RawSwitch.dial(port).close();
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
