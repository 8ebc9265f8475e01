package io.landbridge.southbound.ovsdb;

import static io.landbridge.southbound.ovsdb.HostDatabasesContract.DOCKER01;
import static io.landbridge.southbound.ovsdb.HostDatabasesContract.creating;
import static io.landbridge.southbound.ovsdb.HostDatabasesContract.desired;
import static io.landbridge.southbound.ovsdb.HostDatabasesContract.read;
import static io.landbridge.southbound.ovsdb.HostDatabasesContract.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Eventually;
import io.landbridge.model.HostId;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.southbound.PrivateOvs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How connections come, go and get their hosts' names, with real Open vSwitches at the other end. */
class OvsdbConnectionsIT {
    private static final HostId DOCKER02 = new HostId("docker02");

    private final OvsdbWorld world = new OvsdbWorld();
    private final PrivateOvs ovs = world.ovs();
    private final Queue<HostId> announced = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        world.databases().onChange(announced::add);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aHostWithoutANameIsFoundAsSoonAsItGetsOne() {
        world.dialController(ovs);
        Eventually.holds(
                "connected",
                () -> ovs.vsctl("get", "Manager", ".", "is_connected").equals("true"),
                ovs::log);
        assertThat(announced).isEmpty();

        world.report("landbridge-host", "not a host name!");
        world.report("landbridge-host", "docker01");

        awaitConnected(DOCKER01);
        assertThat(announced).containsOnly(DOCKER01);
    }

    @Test
    void aHostThatIsRenamedIsFoundByItsNewNameOnly() {
        world.connect();
        awaitConnected(DOCKER01);
        announced.clear();

        world.report("landbridge-host", "docker02");

        awaitConnected(DOCKER02);
        awaitGone(DOCKER01);
    }

    @Test
    void ofTwoThatSayTheyAreOneHostTheNewestIsTaken() {
        try (PrivateOvs newer = PrivateOvs.start()) {
            world.connect();
            awaitConnected(DOCKER01);
            OvsdbWorld.report(newer, "landbridge-host", "docker01");
            OvsdbWorld.report(newer, "landbridge-marker", "newer");

            world.dialController(newer);

            Eventually.holds("the newer", () -> "newer".equals(marker()), () -> announced);
        }
        Eventually.holds("the older again", () -> marker().isEmpty(), () -> announced);
    }

    @Test
    void aHostThatIsKilledIsNoticedAndComesBack() {
        world.connect();
        awaitConnected(DOCKER01);
        announced.clear();

        ovs.stop();
        awaitGone(DOCKER01);

        ovs.startDatabase();
        awaitConnected(DOCKER01);
    }

    @Test
    void aHostThatFallsSilentIsGivenUp() {
        world.connect();
        HostDatabase database = awaitConnected(DOCKER01);

        ovs.freeze();
        DeviceException failure = refusal(database, creating(desired()));

        assertThat(failure.kind()).isEqualTo(Kind.DISCONNECTED);
        awaitGone(DOCKER01);
        ovs.thaw();
        awaitConnected(DOCKER01);
    }

    @Test
    void aDatabaseThatDoesNotAnswerTimesOut() throws IOException {
        OvsdbSettings hasty = new OvsdbSettings(Duration.ofSeconds(1), Duration.ofSeconds(60));
        try (OvsdbHostDatabases databases = new OvsdbHostDatabases(hasty)) {
            int port = databases.listen("127.0.0.1", 0).getPort();
            world.report("landbridge-host", "docker01");
            ovs.vsctl("set-manager", "tcp:127.0.0.1:" + port);
            Eventually.holds("connected", () -> databases.find(DOCKER01).isPresent(), ovs::log);
            HostDatabase database = databases.find(DOCKER01).orElseThrow();

            ovs.freeze();
            DeviceException failure = refusal(database, creating(desired()));
            ovs.thaw();

            assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        }
    }

    @Test
    void aDialledHostIsTheOneItWasDialledFor() {
        world.report("landbridge-host", "docker01");
        int port = PrivateOvs.freePort();
        ovs.vsctl("set-manager", "ptcp:" + port + ":127.0.0.1");

        world.databases().dial(Map.of(DOCKER02, endpoint(port)));
        awaitConnected(DOCKER02);
        assertThat(world.databases().find(DOCKER01)).isEmpty();

        world.databases().dial(Map.of());
        awaitGone(DOCKER02);
    }

    @Test
    void aHostIsDialledUntilItAnswersAndAgainWhenItIsLost() {
        int port = PrivateOvs.freePort();
        world.databases().dial(Map.of(DOCKER01, endpoint(port)));
        ovs.vsctl("set-manager", "ptcp:" + port + ":127.0.0.1");
        awaitConnected(DOCKER01);

        ovs.stop();
        awaitGone(DOCKER01);
        ovs.startDatabase();

        awaitConnected(DOCKER01);
    }

    @Test
    void aHostThatMovesIsDialledWhereItIsNow() {
        int before = PrivateOvs.freePort();
        world.databases().dial(Map.of(DOCKER01, endpoint(before)));
        int after = PrivateOvs.freePort();
        ovs.vsctl("set-manager", "ptcp:" + after + ":127.0.0.1");

        world.databases().dial(Map.of(DOCKER01, endpoint(after)));

        awaitConnected(DOCKER01);
    }

    @Test
    void whatDoesNotSpeakOvsdbDisturbsNobody() throws IOException {
        world.connect();
        awaitConnected(DOCKER01);

        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), world.port())) {
            stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n{{{".getBytes(UTF_8));
            assertThat(stranger.getInputStream().readAllBytes())
                    .as("what it is sent until it is cut off")
                    .isNotEmpty();
        }

        assertThat(world.databases().find(DOCKER01)).isPresent();
    }

    @Test
    void anotherAddressIsListenedOnWhileHostsStayConnected() throws IOException {
        world.connect();
        HostDatabase database = awaitConnected(DOCKER01);

        int port =
                ((OvsdbHostDatabases) world.databases()).listen("127.0.0.1", 0).getPort();

        assertThat(port).isNotEqualTo(world.port());
        assertThat(world.databases().find(DOCKER01)).containsSame(database);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                OvsdbHostDatabases databases = new OvsdbHostDatabases(OvsdbSettings.DEFAULT)) {
            assertThatThrownBy(() -> databases.listen("0.0.0.0", taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("0.0.0.0:" + taken.getLocalPort(), "already in use");
        }
    }

    @Test
    void whereNobodyCanListenIsNamedAndHostsDialTheFormerAddressAsBefore() throws IOException {
        OvsdbHostDatabases databases = (OvsdbHostDatabases) world.databases();
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> databases.listen("0.0.0.0", taken.getLocalPort()))
                    .hasMessageContaining("already in use");
        }
        assertThatThrownBy(() -> databases.listen("no-such-host.invalid", 6640))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("no-such-host.invalid", "0.0.0.0");
        assertThatThrownBy(() -> databases.listen("127.0.0.1", 70_000)).hasMessageContaining("70000");

        world.connect();
        awaitConnected(DOCKER01);
    }

    private HostDatabase awaitConnected(HostId id) {
        Eventually.holds(id + " is connected", () -> world.databases().find(id).isPresent(), () -> announced);
        awaitAnnounced(id);
        return world.databases().find(id).orElseThrow();
    }

    private void awaitGone(HostId id) {
        Eventually.holds(id + " is gone", () -> world.databases().find(id).isEmpty(), () -> announced);
        awaitAnnounced(id);
    }

    private void awaitAnnounced(HostId id) {
        Eventually.holds(id + " is announced", () -> announced.contains(id), () -> announced);
    }

    private String marker() {
        return world.databases()
                .find(DOCKER01)
                .map(database -> read(database).externalIds().getOrDefault("landbridge-marker", ""))
                .orElse("none connected");
    }

    private static OvsdbEndpoint endpoint(int port) {
        return new OvsdbEndpoint(Ipv4Address.parse("127.0.0.1"), port);
    }
}
