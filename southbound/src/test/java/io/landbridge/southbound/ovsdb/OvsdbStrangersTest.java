package io.landbridge.southbound.ovsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.southbound.AdmitAll;
import io.landbridge.southbound.Await;
import io.landbridge.southbound.Strangeness;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever reaches the port can do: nothing to the hosts that are connected, and nothing without its being said. */
class OvsdbStrangersTest {
    private static final HostId DOCKER01 = new HostId("docker01");
    private static final HostId DOCKER02 = new HostId("docker02");
    private static final InterfaceName BRIDGE = new InterfaceName("ovs_sw0");
    private static final String OVS_VERSION = ",\"ovs_version\":\"3.1.0\"";
    private static final int MEBIBYTE = 1 << 20;

    private final OvsdbHostDatabases databases =
            new OvsdbHostDatabases(new OvsdbSettings(Duration.ofMillis(1500), Duration.ofSeconds(20)));
    private final Strangeness refused = new Strangeness();
    private int port;
    private RawDatabase known;

    @BeforeEach
    void aHostIsConnected() throws IOException {
        port = databases.listen("127.0.0.1", 0).getPort();
        databases.onRefusal(refused::note);
        databases.admitBy(new AdmitAll());
        known = RawDatabase.dial(port, RawDatabase.named("docker01", OVS_VERSION));
        Await.until("the known host is there", () -> databases.find(DOCKER01).isPresent());
    }

    @AfterEach
    void theHostIsStillConnected() throws IOException, DeviceException {
        assertThat(databases.find(DOCKER01).orElseThrow().read(BRIDGE).ovsVersion())
                .contains("3.1.0");
        known.close();
        databases.close();
    }

    @Test
    void aMessageOf57MegabytesIsRefusedWhileItArrives() throws IOException {
        byte[] piece = ("\"" + "x".repeat(MEBIBYTE - 3) + "\",").getBytes(UTF_8);
        try (Socket stranger = Strangeness.dial(port)) {
            stranger.getOutputStream().write("{\"params\":[".getBytes(UTF_8));
            assertThat(Strangeness.flood(stranger, piece, 57)).isLessThan(57);
        }
        refused.awaitSaid("a message of more than 1048576 bytes");
    }

    @Test
    void oneConnectionMoreOfAnAddressIsClosedAtOnceAndTheNextGetsIn() throws IOException {
        databases.connectionsPerAddress(3);
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(Strangeness.dial(port));
            assertThat(waiting.get(i).getInputStream().read())
                    .as("asked who it is")
                    .isEqualTo('{');
        }
        try (Socket tooMany = Strangeness.dial(port)) {
            assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
        }
        refused.awaitSaid("admission.per.address");
        waiting.remove(0).close();

        try (RawDatabase host = RawDatabase.dial(port, RawDatabase.named("docker02", OVS_VERSION))) {
            Await.until(
                    "a host gets in where a stranger left",
                    () -> databases.find(DOCKER02).isPresent() || redial(host));
        }
        for (Socket stranger : waiting) {
            stranger.close();
        }
    }

    /** A connection that comes before the stranger's end is noticed is refused; the host dials again. */
    private boolean redial(RawDatabase first) {
        if (first.monitors() > 0) {
            return false;
        }
        try (RawDatabase again = RawDatabase.dial(port, RawDatabase.named("docker02", OVS_VERSION))) {
            Await.until("answered", () -> again.monitors() > 1 || again.socket().isClosed());
            return databases.find(DOCKER02).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void hostsThatAreAdmittedDoNotCount() throws IOException {
        databases.connectionsPerAddress(1);
        List<RawDatabase> hosts = new ArrayList<>();
        for (int i = 10; i < 15; i++) {
            HostId id = new HostId("docker" + i);
            hosts.add(RawDatabase.dial(port, RawDatabase.named(id.value(), OVS_VERSION)));
            Await.until(id + " is there", () -> databases.find(id).isPresent());
        }
        for (RawDatabase host : hosts) {
            host.close();
        }
        assertThat(refused.said()).isEmpty();
    }

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (Socket stranger = Strangeness.dial(port)) {
            Strangeness.awaitClosed(stranger);
        }
        refused.awaitSaid("OVSDB: it does not");
    }

    @Test
    void aByteNowAndThenGainsNoTime() throws IOException, InterruptedException {
        try (Socket stranger = Strangeness.dial(port)) {
            Strangeness.trickle(stranger, "{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".getBytes(UTF_8));
        }
        refused.awaitSaid("OVSDB: it does not");
    }

    @Test
    void whoAnswersButHasNoNameIsClosedAndNothingMoreIsAskedOfIt() throws IOException {
        try (RawDatabase stranger = RawDatabase.dial(port, "")) {
            Await.until("asked who it is", () -> stranger.monitors() == 1);
            refused.awaitSaid("it does not say who it is");
            assertThat(stranger.monitors()).isEqualTo(1);
        }
    }

    @Test
    void whoDoesNotReadTheAnswersIsNotListenedTo() throws IOException {
        byte[] echoes =
                "{\"method\":\"echo\",\"id\":\"x\",\"params\":[]}".repeat(1000).getBytes(UTF_8);
        try (Socket stranger = Strangeness.dial(port)) {
            Strangeness.flood(stranger, echoes, 4000);
        }
        refused.awaitSaid("it does not");
    }

    @Test
    void aHostsOwnMessageMayBeLargerThanAStrangers() throws IOException {
        String note = ",\"other_config\":[\"map\",[]]},\"unasked\":\"" + "x".repeat(3 * MEBIBYTE) + "\"";
        known.update("\"Bridge\":{\"b\":{\"new\":{\"name\":\"br\"" + note + "}}");
        known.update(RawDatabase.named("docker01", ",\"ovs_version\":\"3.1.0\",\"next_cfg\":9"));
        Await.until("it was read", () -> !isCarriedOut());
        assertThat(refused.said()).isEmpty();
    }

    private boolean isCarriedOut() {
        try {
            return databases.find(DOCKER01).orElseThrow().read(BRIDGE).isCarriedOut();
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHostWhoseRowsNeverEndIsClosed() throws IOException {
        try (RawDatabase liar = RawDatabase.dial(port, RawDatabase.named("docker02", ""))) {
            Await.until("it is there", () -> databases.find(DOCKER02).isPresent());
            byte[] piece = new byte[0];
            for (int i = 0; i < 200 && !refused.said().contains("its database takes"); i++) {
                StringBuilder rows =
                        new StringBuilder("{\"method\":\"update\",\"id\":null,\"params\":[\"landbridge\",{\"Port\":{");
                for (int j = 0; j < 5000; j++) {
                    rows.append(j == 0 ? "" : ",")
                            .append("\"" + i + "-" + j + "\":{\"new\":{\"name\":\"" + "x".repeat(100) + "\"}}");
                }
                piece = rows.append("}}]}").toString().getBytes(UTF_8);
                Strangeness.flood(liar.socket(), piece, 1);
            }
            refused.awaitSaid("its database takes");
            Await.until("it is gone", () -> databases.find(DOCKER02).isEmpty());
        }
    }

    @Test
    void aHostThatWritesNonsenseFailsAloneAndSaysWhere() throws IOException {
        try (RawDatabase liar = RawDatabase.dial(port, RawDatabase.named("docker02", ",\"next_cfg\":\"soon\""))) {
            Await.until("it is there", () -> databases.find(DOCKER02).isPresent());
            DeviceException failure = catchThrowableOfType(
                    DeviceException.class,
                    () -> databases.find(DOCKER02).orElseThrow().read(BRIDGE));
            assertThat(failure).hasMessageContainingAll("Open_vSwitch", "next_cfg", "soon");
            assertThat(liar.monitors()).isEqualTo(2);
        }
    }

    @Test
    void malformedMessagesEndOnlyTheirOwnConnection() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        databases.connectionsPerAddress(1000);
        byte[][] messages = {
            "{\"id\":\"0\",\"error\":null,\"result\":{\"Open_vSwitch\":{\"u\":{\"new\":{\"external_ids\":[\"map\",[[\"a\",\"b\"]]]}}}}}"
                    .getBytes(UTF_8),
            "{\"method\":\"update\",\"id\":null,\"params\":[\"landbridge-who\",{\"Open_vSwitch\":{\"u\":{\"new\":{}}}}]}"
                    .getBytes(UTF_8),
            "{\"method\":\"echo\",\"id\":\"echo\",\"params\":[]}".getBytes(UTF_8),
        };
        for (int i = 0; i < 500; i++) {
            try (Socket stranger = Strangeness.dial(port)) {
                for (int j = 0; j < 4; j++) {
                    Strangeness.flood(
                            stranger, Strangeness.mutated(messages[random.nextInt(messages.length)], random), 1);
                }
            }
        }
    }

    @Test
    void anUpdateThatMakesNoSenseEndsTheHostsConnection() throws IOException {
        try (RawDatabase liar = RawDatabase.dial(port, RawDatabase.named("docker02", ""))) {
            Await.until("it is there", () -> databases.find(DOCKER02).isPresent());
            liar.update("\"Bridge\":{\"b\":{\"new\":{\"external_ids\":[\"map\",[[]]]}}}");
            Await.until("it is gone", () -> databases.find(DOCKER02).isEmpty());
        }
        refused.awaitSaid("what it says cannot be read");
    }
}
