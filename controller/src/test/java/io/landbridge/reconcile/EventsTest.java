package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.Setting;
import io.landbridge.event.Event;
import io.landbridge.event.Event.Type;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.model.DatapathId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Ipv4Address;
import io.landbridge.pipeline.FlowCompiler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of the hosts and of those who change them. */
class EventsTest extends ControllerFixture {
    @Test
    void aHostThatJoinsIsAddedConnectedAndConverged() throws Exception {
        join(1);
        assertThat(told(1))
                .extracting(Event::type)
                .startsWith(Type.HOST_ADDED, Type.HOST_CONNECTED)
                .containsOnlyOnce(Type.HOST_CONVERGED)
                .doesNotContain(Type.DRIFT_REPAIRED, Type.HOST_DIVERGED);
        assertThat(told(1).get(0).actor()).contains(Fabrics.ADMIN);
        assertThat(told(1).get(0).message()).isEqualTo("VTEP 192.168.10.163, subnet 10.1.0.0/16, gateway 10.100.0.1");
        assertThat(only(1, Type.HOST_CONVERGED).message())
                .matches("in \\d+ ms: \\d+ changes of the bridge, 16 flows added");
    }

    @Test
    void aNewPeerIsNoDrift() throws Exception {
        join(1);
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        awaitFlows(1, 24);
        assertThat(told(1))
                .extracting(Event::type)
                .doesNotContain(Type.DRIFT_REPAIRED, Type.HOST_DIVERGED)
                .last()
                .isEqualTo(Type.HOST_CONVERGED);
        assertThat(told(1)).last().extracting(Event::message).asString().endsWith(" ms: 8 flows added");
    }

    @Test
    void driftIsToldByName() throws Exception {
        controller.close();
        controller = controller(Duration.ofMillis(50));
        controller.start();
        FakeSwitch switch01 = join(1);
        Flow victim = switch01.flows().get(3);
        switch01.apply(ImmutableList.of(new FlowEdit.Delete(victim)));
        awaitTold(1, Type.DRIFT_REPAIRED);
        assertThat(only(1, Type.DRIFT_REPAIRED).message())
                .matches("1 flow added: \\w+ priority=.*")
                .endsWith("priority=" + victim.key().priority() + ","
                        + victim.key().match());
    }

    @Test
    void driftOfTheBridgeIsToldWithTheSettingThatWasPutBack() throws Exception {
        join(1);
        database(1).tamper(BRIDGE, Setting.column("fail_mode"), "standalone");
        awaitTold(1, Type.DRIFT_REPAIRED);
        assertThat(only(1, Type.DRIFT_REPAIRED).message())
                .isEqualTo("1 change of the bridge: Bridge ovs_sw0 fail_mode=secure");
    }

    @Test
    void aHostThatGoesAndComesIsTold() throws Exception {
        join(1);
        switches.disconnect(DatapathId.of(Fabrics.id(1)));
        awaitTold(1, Type.HOST_DISCONNECTED);
        switches.connect(DatapathId.of(Fabrics.id(1)));
        Eventually.holds(
                "converged again", () -> told(1).get(told(1).size() - 1).type() == Type.HOST_CONVERGED, this::state);
        assertThat(told(1))
                .extracting(Event::type)
                .endsWith(Type.HOST_DISCONNECTED, Type.HOST_CONNECTED, Type.HOST_CONVERGED)
                .doesNotContain(Type.HOST_DIVERGED);
    }

    @Test
    void aHelperThatFailsMakesTheHostDiverge() throws Exception {
        join(1);
        database(1).report("landbridge-helper-status", "error: no such device docker0");
        awaitTold(1, Type.HOST_DIVERGED);
        assertThat(only(1, Type.HOST_DIVERGED).message()).isEqualTo("error: no such device docker0");
    }

    @Test
    void whatASwitchRefusesAgainAndAgainIsToldOnce() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        FakeSwitch switch01 = switches.connect(DatapathId.of(Fabrics.id(1)));
        Flow newer =
                new Flow(new FlowKey(0, 7, Match.ALL), Cookie.of(1, FlowCompiler.VERSION + 1, 3), ImmutableList.of());
        switch01.apply(ImmutableList.of(new FlowEdit.Add(newer)));
        connectDatabase(1);
        Eventually.holds("refused three times", () -> switch01.reads() >= 3, this::state);
        assertThat(only(1, Type.SWITCH_REFUSED).message()).contains("pipeline version " + (FlowCompiler.VERSION + 1));
    }

    @Test
    void changesAreToldWithWhatDiffersAndByWhom() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        controller.putHost(
                Fabrics.ADMIN,
                new HostRequest(
                        Fabrics.id(1),
                        Ipv4Address.parse("192.168.10.99"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(only(1, Type.HOST_CHANGED).message()).isEqualTo("vtep 192.168.10.163 -> 192.168.10.99");
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), false);
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), true);
        assertThat(told(1))
                .extracting(Event::type)
                .containsExactly(Type.HOST_ADDED, Type.HOST_CHANGED, Type.HOST_REMOVED, Type.HOST_GONE);
        assertThat(told(1)).extracting(Event::actor).containsOnly(Optional.of(Fabrics.ADMIN));
    }

    @Test
    void theFirstUnderlayChangesTheFabricInNobodysName() throws Exception {
        join(1);
        database(1).report("landbridge-underlay-mtu", "1400");
        Eventually.holds(
                "told",
                () -> controller.events(Optional.empty(), 99).stream().anyMatch(e -> e.type() == Type.FABRIC_CHANGED),
                this::state);
        assertThat(controller.events(Optional.empty(), 99))
                .filteredOn(event -> event.type() == Type.FABRIC_CHANGED)
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .isEqualTo("the underlay of docker01 makes the MTU 1350, which was 1450"))
                .satisfies(event -> assertThat(event.actor()).isEmpty());
    }

    @Test
    void anUnderlayTooSmallForTheFabricIsToldOfItsHost() throws Exception {
        join(1);
        join(2);
        database(1).report("landbridge-underlay-mtu", "1500");
        Eventually.holds(
                "taken in", () -> observed.stored().underlayMtu(Fabrics.id(1)).isPresent(), this::state);
        database(2).report("landbridge-underlay-mtu", "1400");
        awaitTold(2, Type.UNDERLAY_MTU_TOO_SMALL);
        assertThat(only(2, Type.UNDERLAY_MTU_TOO_SMALL).message()).contains("1350", "overlay:fabric-set --mtu 1350");
        assertThat(told(1)).extracting(Event::type).doesNotContain(Type.UNDERLAY_MTU_TOO_SMALL);
    }

    @Test
    void howeverNoisyAHostIsWhatPeopleDidIsRememberedAndTheHostIsToldOfSeldom() throws Exception {
        join(1);
        int before = told(1).size();
        for (int i = 0; i < 3_000; i++) {
            switches.disconnect(DatapathId.of(Fabrics.id(1)));
            switches.connect(DatapathId.of(Fabrics.id(1)));
        }
        awaitConverged(1);
        assertThat(told(1)).hasSizeBetween(before, before + 150);
        assertThat(told(1).get(0).type()).isEqualTo(Type.HOST_ADDED);
    }

    private void awaitTold(int number, Type type) {
        Eventually.holds(
                type.label(), () -> told(number).stream().anyMatch(event -> event.type() == type), () -> told(number));
    }

    private Event only(int number, Type type) {
        List<Event> found =
                told(number).stream().filter(event -> event.type() == type).toList();
        assertThat(found).as(type.label()).hasSize(1);
        return found.get(0);
    }

    /** What was told of a host, oldest first. */
    private List<Event> told(int number) {
        return controller.events(Optional.of(Fabrics.id(number)), 999).reverse();
    }
}
