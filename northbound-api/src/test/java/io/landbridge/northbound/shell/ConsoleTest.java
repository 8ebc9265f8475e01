package io.landbridge.northbound.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.event.EventJournal;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.fake.FakeIntentStore;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands in Karaf's own shell, over the real core between fake devices. */
class ConsoleTest {
    private final OverlayController controller = new OverlayController(
            new FakeIntentStore(),
            new FakeHostDatabases(),
            new FakeSwitches(),
            new ControllerSettings(6653, Optional.empty(), Duration.ofHours(1)),
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
                .contains("landbridge-host join CONTROLLER --name docker01\n");
        assertThat(run("overlay:host-add --ovsdb tcp:192.168.10.164 docker02 192.168.10.164"))
                .contains("--name docker02 --listen\n");
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

    private String run(String command) throws Exception {
        return console.run(command);
    }
}
