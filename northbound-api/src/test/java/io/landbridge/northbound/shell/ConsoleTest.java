package io.landbridge.northbound.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.event.Event;
import io.landbridge.event.EventJournal;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.fake.FakeIntentStore;
import io.landbridge.fake.FakeObservationStore;
import io.landbridge.fake.FakePeer;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Intent;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands in Karaf's own shell, over the real core between fake devices. */
class ConsoleTest {
    private final FakeHostDatabases databases = new FakeHostDatabases();
    private final FakeSwitches switches = new FakeSwitches();
    private final OverlayController controller = new OverlayController(
            new FakeIntentStore(),
            new FakeObservationStore(),
            databases,
            switches,
            new ControllerSettings(Optional.empty(), Duration.ofHours(1)),
            Set::of,
            new EventJournal(Clock.systemUTC()));
    private final RunningOverlay overlay = new RunningOverlay();
    private final TestConsole console = new TestConsole(overlay);

    @BeforeEach
    void start() throws IOException {
        controller.start();
        overlay.bind(controller);
    }

    @AfterEach
    void stop() {
        console.close();
        controller.close();
    }

    @Test
    void aNewHostIsToldWhatIsLeftToDoOnIt() throws Exception {
        assertThat(run("overlay:host-add docker01 192.168.10.163"))
                .contains("subnet 10.1.0.0/16, gateway 10.100.0.1")
                .contains("dockerd --bip=10.1.0.1/16 --iptables=false")
                .contains("landbridge-host join CONTROLLER --name docker01 --fabric 10.0.0.0/8 --vtep 192.168.10.163"
                        + " --container-bridge docker0 --udp-port 4789\n");
        assertThat(run("overlay:host-add --ovsdb tcp:192.168.10.164 docker02 192.168.10.164"))
                .contains("--name docker02 ")
                .contains("--udp-port 4789 --listen\n");
    }

    @Test
    void hostsAreListedWithWhatIsMissing() throws Exception {
        assertThat(run("overlay:host-list")).contains("overlay:host-add adds one");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:host-list")).contains("docker01").contains("192.168.10.163");
        assertThat(run("overlay:host-list --json")).contains("\"id\" : \"docker01\"");
    }

    @Test
    void aHostIsShownWithItsConditions() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:host-show docker01"))
                .contains("VTEP 192.168.10.163, subnet 10.1.0.0/16")
                .contains("OvsdbConnected");
    }

    @Test
    void aHostThatTwoMachinesClaimToBeIsMarked() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:host-list")).doesNotContain("IdentityConflict");
        FakePeer.database(databases.control(), Fabrics.id(1), "198.51.100.1");
        FakePeer.database(databases.control(), Fabrics.id(1), "198.51.100.2");
        Eventually.holds(
                "marked",
                () -> {
                    try {
                        return run("overlay:host-list").contains("not OvsdbConnected, IdentityConflict");
                    } catch (Exception failure) {
                        throw new AssertionError(failure);
                    }
                },
                controller::hosts);
        assertThat(run("overlay:host-show docker01")).contains("198.51.100.2 is refused");
    }

    @Test
    void aHostOutOfReachLeavesUnlessItIsForgotten() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:host-remove docker01")).contains("is leaving");
        assertThat(run("overlay:host-list")).contains("leaving");
        assertThat(run("overlay:host-remove --force docker01")).contains("is gone");
    }

    @Test
    void whatIsNotNamedOfTheFabricStays() throws Exception {
        run("overlay:fabric-set --cidr 172.16.0.0/12 --vni 100 --mtu 1400");
        run("overlay:fabric-set --egress-nat false");
        assertThat(run("overlay:fabric-show"))
                .containsPattern("cidr +[│|] 172.16.0.0/12")
                .containsPattern("gatewayCidr +[│|] 172.31.0.0/16")
                .containsPattern("vni +[│|] 100")
                .containsPattern("mtu +[│|] 1400")
                .containsPattern("egressNat +[│|] false");
        run("overlay:fabric-set --host-access-allow 53/udp,53/tcp");
        assertThat(run("overlay:fabric-set --host-access open"))
                .containsPattern("hostAccess +[│|] open")
                .containsPattern("hostAccessAllow +[│|] 53/tcp,53/udp");
        assertThat(run("overlay:fabric-set --host-access-allow none --host-access shut"))
                .containsPattern("hostAccess +[│|] shut")
                .containsPattern("hostAccessAllow +[│|] none");
        assertThat(run("overlay:fabric-set --mtu auto")).containsPattern("mtu +[│|] from the underlay");
    }

    @Test
    void aPlanTellsWhatCouldNotBeRead() throws Exception {
        assertThat(run("overlay:plan")).contains("every host that could be read is as it should be");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:plan docker01")).contains("docker01: not read: ");
        assertThat(run("overlay:plan --json")).contains("\"items\" : [");
    }

    @Test
    void aDryRunTellsThePlanAndChangesNothing() throws Exception {
        Intent before = joined(2);
        assertThat(run("overlay:host-add --dry-run docker03 192.168.10.165"))
                .contains("add", "Routing priority=100,ip,nw_dst=10.3.0.0/16", "docker03 owns 10.3.0.0/16");
        assertThat(run("overlay:host-remove --dry-run docker02"))
                .contains("delete")
                .doesNotContain("docker02 is leaving");
        assertThat(run("overlay:fabric-set --dry-run --mtu 1400")).contains("mtu_request", "1450 -> 1400");
        assertThat(run("overlay:fabric-set --dry-run --mtu 1400 --json")).contains("\"to\" : \"1400\"");
        assertThat(run("overlay:fabric-set --dry-run --vni 1")).contains("Nothing would change");
        assertThatThrownBy(() -> run("overlay:host-add --dry-run docker03 10.9.9.9"))
                .hasMessageContaining("a VTEP belongs to the underlay");
        assertThat(controller.intent()).isEqualTo(before);
        assertThat(controller.events(Optional.empty(), 100))
                .extracting(Event::type)
                .doesNotContain(Event.Type.INPUT_REFUSED);
    }

    @Test
    void whatHappenedIsListed() throws Exception {
        assertThat(run("overlay:event-list --host docker01")).contains("Nothing since the controller started");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(run("overlay:event-list --host docker01 --limit 1")).contains("HostAdded", "docker01");
        assertThat(run("overlay:event-list --json")).contains("\"type\" : \"HostAdded\"");
        assertThatThrownBy(() -> run("overlay:event-list --limit 0")).hasMessageContaining("from 1 on");
    }

    @Test
    void whatHappensIsPrintedUntilCtrlC() throws Exception {
        ExecutorService person = Executors.newSingleThreadExecutor();
        Future<String> watching = watching(person, "overlay:watch --host docker01");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        Eventually.holds("it prints", () -> console.printed().contains("HostAdded"), console::printed);
        assertThat(watching.isDone()).isFalse();
        console.interrupt();
        assertThat(watching.get(30, TimeUnit.SECONDS)).contains("HostAdded");
        person.shutdown();
    }

    @Test
    void watchingEndsWithAWordWhenAnotherControllerTakesOver() throws Exception {
        ExecutorService person = Executors.newSingleThreadExecutor();
        Future<String> watching = watching(person, "overlay:watch");
        overlay.unbind(controller);
        controller.refused(Fabrics.ADMIN, Optional.empty(), "wakes it before its time");
        assertThatThrownBy(() -> watching.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(CommandException.class)
                .hasMessageContaining("another one has taken over: watch again");
        person.shutdown();
    }

    @Test
    void nothingIsShownThatATerminalWouldObey() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        FakeHostDatabase host = databases.connect(Fabrics.id(1));
        switches.connect(DatapathId.of(Fabrics.id(1)));
        host.report("landbridge-helper-status", "error: \u001b[2Jgone");
        host.ovs("3.1\u009b2J");
        Eventually.holds(
                "the helper is heard", () -> controller.hosts().toString().contains("gone"), controller::plans);
        controller.refused(Fabrics.ADMIN, Optional.of(Fabrics.id(1)), "\u001b[2Jrefused");
        assertThat(run("overlay:host-show docker01"))
                .contains("error: ?[2Jgone")
                .doesNotContain("\u001b[2J", "\u009b");
        assertThat(run("overlay:event-list")).contains("?[2Jrefused").doesNotContain("\u001b[2J");
    }

    @Test
    void aFlowIsExplainedByTheHostThatItFollowsFrom() throws Exception {
        joined(2);
        String explained = """
                priority=100,ip,nw_dst=10.2.0.0/16
                  does      set_field:1->tun_id,set_field:192.168.10.164->tun_dst,output:1
                  because   docker02 owns 10.2.0.0/16
                  intent    host docker02: VTEP 192.168.10.164, subnet 10.2.0.0/16, gateway 10.100.0.2
                  stage     Routing, table 3: Send to the host that owns the destination
                  counters  0 packets, 0 bytes in 0 s
                  cookie    0x4c4202030a020000
                """;
        assertThat(run("overlay:explain docker01 Routing 'ip,nw_dst=10.2.0.0/16'"))
                .isEqualTo(explained);
        String line = " cookie=0x4c4202030a020000, duration=9.5s, table=3, n_packets=7, n_bytes=686, "
                + "priority=100,ip,nw_dst=10.2.0.0/16 actions=drop";
        assertThat(run("overlay:explain docker01 '" + line + "'")).isEqualTo(explained);
        assertThat(run("overlay:explain --json docker01 nw_dst=10.2.0.0/16")).contains("\"host\" : \"docker02\"");
        assertThatThrownBy(() -> run("overlay:explain docker01 nw_dst=10.9.0.0/16"))
                .isInstanceOf(CommandException.class)
                .hasMessage("no flow of docker01 has in it: nw_dst=10.9.0.0/16;"
                        + " overlay:flow-list docker01 lists them");
    }

    @Test
    void aRefusalIsOneLineWithTheRemedy() {
        assertThatThrownBy(() -> run("overlay:host-show docker09"))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refusal -> assertThat(refusal.getNiceHelp())
                                .isEqualTo(
                                        "\u001b[31mthe fabric has no host docker09; overlay:host-list shows those it has"
                                                + "\u001b[39m"));
        assertThatThrownBy(() -> run("overlay:host-add docker01 10.9.9.9"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("a VTEP belongs to the underlay");
        assertThatThrownBy(() -> run("overlay:fabric-set --egress-nat maybe"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("egressNat");
        overlay.unbind(controller);
        assertThatThrownBy(() -> run("overlay:host-list"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("not running");
    }

    /** What a person who watches has printed at the end; what happens is printed as soon as this returns. */
    private Future<String> watching(ExecutorService person, String command) {
        Future<String> watching = person.submit(() -> run(command));
        Eventually.holds(
                "it follows",
                () -> {
                    controller.refused(Fabrics.ADMIN, Optional.of(Fabrics.id(1)), "not so");
                    return console.printed().contains("InputRefused");
                },
                console::printed);
        return watching;
    }

    /** The intent once that many hosts have their flows. */
    private Intent joined(int hosts) throws IOException {
        for (int i = 1; i <= hosts; i++) {
            controller.putHost(Fabrics.ADMIN, Fabrics.request(i));
            databases.connect(Fabrics.id(i));
            switches.connect(DatapathId.of(Fabrics.id(i)));
        }
        Eventually.holds(
                "all flows are there",
                () -> controller.hosts().stream()
                        .allMatch(view -> view.status().flowsInstalled() == 16 + 8 * (hosts - 1)),
                controller::hosts);
        return controller.intent();
    }

    private String run(String command) throws Exception {
        return console.run(command);
    }
}
