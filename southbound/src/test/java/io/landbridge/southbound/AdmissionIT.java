package io.landbridge.southbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.admission.Admission;
import io.landbridge.admission.AdmissionTimes;
import io.landbridge.admission.Conflict;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Switches.Switch;
import io.landbridge.southbound.openflow.OpenFlowSettings;
import io.landbridge.southbound.openflow.OpenFlowSwitches;
import io.landbridge.southbound.ovsdb.OvsdbHostDatabases;
import io.landbridge.southbound.ovsdb.OvsdbSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real Open vSwitches that claim to be hosts, on both channels, from addresses of their own. */
class AdmissionIT {
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final DatapathId DATAPATH = DatapathId.of(DOCKER01);
    private static final InterfaceName BRIDGE = new InterfaceName("ovs_sw0");
    private static final String HERE = "127.0.0.2";
    private static final String THERE = "127.0.0.3";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Conflict> began = new ConcurrentLinkedQueue<>();
    private final Queue<RefusedPeer> refused = new ConcurrentLinkedQueue<>();
    private final OvsdbHostDatabases databases = new OvsdbHostDatabases(OvsdbSettings.DEFAULT);
    private final OpenFlowSwitches switches = new OpenFlowSwitches(OpenFlowSettings.DEFAULT);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Admission admission;
    private int ovsdbPort;
    private int openFlowPort;

    @BeforeEach
    void listen() throws IOException {
        AdmissionTimes times =
                new AdmissionTimes(AdmissionTimes.DEFAULT.echo(), Duration.ofSeconds(2), Duration.ofMinutes(5));
        admission = new Admission(times, this::after, new Admission.Listener() {
            @Override
            public void conflictBegan(Conflict conflict) {
                began.add(conflict);
            }

            @Override
            public void conflictChanged(HostId host) {}

            @Override
            public void refused(RefusedPeer peer) {
                refused.add(peer);
            }
        });
        admission.hosts(Fabrics.ofHosts(1).hosts());
        databases.admitBy(admission);
        switches.admitBy(admission);
        ovsdbPort = databases.listen("127.0.0.1", 0).getPort();
        openFlowPort = switches.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void after(Duration delay, Runnable task) {
        var unused = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        databases.close();
        switches.close();
        thread.shutdownNow();
    }

    @Test
    void aSecondMachineIsRefusedOnBothChannelsAndTheFirstDoesNotNotice() {
        Machine first = new Machine("first", HERE);
        first.dial();
        HostDatabase database = awaitDatabase("first");
        Switch connection = awaitSwitch();

        Machine second = new Machine("second", THERE);
        second.dial();

        Eventually.holds("a conflict", () -> admission.conflict(DOCKER01).isPresent(), this::state);
        second.awaitRefusals(3);
        assertThat(database()).containsSame(database);
        assertThat(switches.find(DATAPATH)).containsSame(connection);
        assertThat(began).containsExactly(new Conflict(DOCKER01, HERE, THERE));
        assertThat(second.ovs.ofctl("dump-flows", "br0")).contains("cookie=0x99");
        assertThat(first.ovs.ofctl("dump-flows", "br0")).contains("cookie=0x99");

        first.ovs.stop();
        awaitDatabase("second");
        Eventually.holds("its switch too", () -> switches.find(DATAPATH).isPresent(), this::state);
        assertThat(admission.conflict(DOCKER01)).isEmpty();
    }

    @Test
    void afterAPowerCutTheSameMachineIsTakenAtOnce() {
        Machine machine = new Machine("machine", HERE);
        machine.dial();
        HostDatabase database = awaitDatabase("machine");
        Switch connection = awaitSwitch();

        machine.cutPowerAndDialFrom(HERE);

        Eventually.holds(
                "both channels are new",
                () -> database().filter(now -> now != database).isPresent()
                        && switches.find(DATAPATH)
                                .filter(now -> now != connection)
                                .isPresent(),
                this::state);
        assertThat(began).isEmpty();
    }

    @Test
    void afterAPowerCutItMayComeBackFromAnotherAddress() {
        Machine machine = new Machine("machine", HERE);
        machine.dial();
        HostDatabase database = awaitDatabase("machine");
        Switch connection = awaitSwitch();

        machine.cutPowerAndDialFrom(THERE);

        Eventually.holds(
                "both channels are new",
                () -> database().filter(now -> now != database).isPresent()
                        && switches.find(DATAPATH)
                                .filter(now -> now != connection)
                                .isPresent(),
                this::state);
        assertThat(began).isEmpty();
    }

    @Test
    void whoIsNotInTheIntentIsClosedAndKeepsItsFlows() {
        admission.hosts(Fabrics.ofHosts(0).hosts());
        Machine stranger = new Machine("stranger", HERE);
        stranger.dial();
        Eventually.holds("both are refused", () -> refused.size() >= 2, this::state);
        assertThat(refused)
                .extracting(RefusedPeer::reason)
                .anyMatch(reason -> reason.contains("docker01, which is not in the fabric"))
                .anyMatch(reason -> reason.contains("datapath id " + DATAPATH));
        assertThat(stranger.ovs.ofctl("dump-flows", "br0")).contains("cookie=0x99");

        admission.hosts(Fabrics.ofHosts(1).hosts());
        awaitDatabase("stranger");
        awaitSwitch();
    }

    private HostDatabase awaitDatabase(String marker) {
        Eventually.holds(
                marker + " is taken",
                () -> database()
                        .filter(database ->
                                marker.equals(read(database).externalIds().get("landbridge-marker")))
                        .isPresent(),
                this::state);
        return database().orElseThrow();
    }

    private static Facts read(HostDatabase database) {
        try {
            return database.read(BRIDGE);
        } catch (DeviceException e) {
            throw new AssertionError(e);
        }
    }

    private Switch awaitSwitch() {
        Eventually.holds("its switch too", () -> switches.find(DATAPATH).isPresent(), this::state);
        return switches.find(DATAPATH).orElseThrow();
    }

    private Optional<HostDatabase> database() {
        return databases.find(DOCKER01);
    }

    private String state() {
        return database() + " " + switches.find(DATAPATH) + " " + began + " " + refused;
    }

    /** An Open vSwitch that claims to be docker01, with a bridge that bears docker01's datapath id and a flow. */
    private final class Machine {
        private final PrivateOvs ovs = PrivateOvs.start();
        private Relay toDatabases;
        private Relay toSwitches;

        Machine(String marker, String address) {
            opened.push(ovs);
            toDatabases = relay(address, ovsdbPort);
            toSwitches = relay(address, openFlowPort);
            ovs.vsctl(
                    "set",
                    "Open_vSwitch",
                    ".",
                    "external_ids:landbridge-host=" + DOCKER01,
                    "external_ids:landbridge-marker=" + marker);
            ovs.vsctl("add-br", "br0", "--", "set", "Bridge", "br0", "datapath_type=dummy", "fail_mode=secure");
            ovs.vsctl("set", "Bridge", "br0", "protocols=OpenFlow13", "other_config:datapath-id=" + DATAPATH);
        }

        void dial() {
            ovs.vsctl("set-manager", toDatabases.endpoint());
            ovs.vsctl("set-controller", "br0", toSwitches.endpoint());
            ovs.ofctl("add-flow", "br0", "cookie=0x99,priority=7,ip,actions=drop");
        }

        void cutPowerAndDialFrom(String address) {
            toDatabases.cutPower();
            toSwitches.cutPower();
            toDatabases = relay(address, ovsdbPort);
            toSwitches = relay(address, openFlowPort);
            dial();
        }

        /** Waits until both of its channels were closed so often. */
        void awaitRefusals(int times) {
            Eventually.holds(
                    "refused " + times + " times",
                    () -> toDatabases.passed() >= times && toSwitches.passed() >= times,
                    AdmissionIT.this::state);
        }

        private Relay relay(String address, int port) {
            Relay relay = Relay.start(address, port);
            opened.push(relay);
            return relay;
        }
    }
}
