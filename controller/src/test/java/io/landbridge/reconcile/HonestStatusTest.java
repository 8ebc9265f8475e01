package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.event.Event;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.plan.Plan;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NotDurableException;
import io.landbridge.port.out.HostObserver;
import io.landbridge.port.out.Switches.Listening;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What goes wrong inside is said, of the host that it concerns, and of no other. */
class HonestStatusTest extends ControllerFixture {
    private final RuntimeException defect = new NumberFormatException("a planted defect");

    @Test
    void aHostThatCannotBeLookedAtIsUnknownAndNoLongerConverged() throws Exception {
        join(1);
        join(2);
        awaitConverged(1);
        database(1).failReading(Optional.of(defect));
        Eventually.holds("not converged", () -> !isConverged(1), this::state);
        assertThat(condition(1, Type.OVSDB_CONNECTED).status()).isEqualTo(Status.TRUE);
        for (Type type : EnumSet.complementOf(EnumSet.of(Type.OVSDB_CONNECTED, Type.IDENTITY_CONFLICT))) {
            assertThat(condition(1, type))
                    .as(type.label())
                    .returns(Status.UNKNOWN, Condition::status)
                    .returns("Defect", Condition::reason)
                    .satisfies(found -> assertThat(found.message()).contains("a planted defect"));
        }
        assertThat(isConverged(2)).isTrue();
        database(1).failReading(Optional.empty());
        awaitConverged(1);
    }

    @Test
    void aHostThatCannotBeComparedSpoilsNoOthersPlanAndNoPreview() throws Exception {
        join(1);
        join(2);
        awaitConverged(1);
        database(1).failReading(Optional.of(defect));
        assertThat(controller.plans()).singleElement().satisfies(this::isUnknown);
        assertThat(controller.plan(Fabrics.id(1))).satisfies(this::isUnknown);
        assertThat(controller.plan(Fabrics.id(2)).isEmpty()).isTrue();
        var preview = controller.preview(IntentChange.putHost(Fabrics.request(3)));
        assertThat(preview.plans()).extracting(Plan::host).containsExactly(Fabrics.id(1), Fabrics.id(2), Fabrics.id(3));
        assertThat(preview.plans().get(1).changes()).hasSize(8);
    }

    @Test
    void aBrokenNoteOfTheFormerShapeKeepsTheBridgeAndSaysWhatToDo() throws Exception {
        join(1);
        database(1).tamper(BRIDGE, Setting.key("external_ids", "landbridge-former"), "Bridge/%zz");
        controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), false);
        Eventually.holds(
                "told", () -> condition(1, Type.BRIDGE_READY).reason().equals("FormerShapeUnreadable"), this::state);
        assertThat(condition(1, Type.BRIDGE_READY).message()).contains("external_ids:landbridge-former", "by force");
        assertThat(controller.plans())
                .singleElement()
                .satisfies(plan -> assertThat(plan.unknown().orElseThrow()).contains("landbridge-former"));
        assertThat(database(1).state().exists()).isTrue();
    }

    @Test
    void anObserverThatFailsKeepsNobodyFromKnowing() throws Exception {
        controller.observe(new HostObserver() {
            @Override
            public void looked(Look look) {
                throw defect;
            }

            @Override
            public void forgotten(HostId id) {}
        });
        join(1);
        assertThat(controller.events(Optional.of(Fabrics.id(1)), 99))
                .extracting(Event::type)
                .contains(Event.Type.HOST_CONVERGED);
    }

    @Test
    void aFollowerThatFailsKeepsAChangeFromNothing() throws Exception {
        journal.follow(OptionalLong.empty(), Optional.empty(), () -> {
            throw defect;
        });
        join(1);
        assertThat(controller.intent()).isEqualTo(store.load());
    }

    @Test
    void aChangeThatIsStoredAndNotSyncedIsMadeAndTheCallerIsTold() throws Exception {
        store.failAfterStoring("the folder could not be synced");
        assertThatThrownBy(() -> controller.putHost(Fabrics.ADMIN, Fabrics.request(1)))
                .isInstanceOf(NotDurableException.class)
                .hasMessage("the folder could not be synced");
        assertThat(controller.intent()).isEqualTo(store.load());
        assertThat(controller.missing()).containsExactly("changes cannot be stored: the folder could not be synced");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        assertThat(controller.intent().hosts()).containsOnlyKeys(Fabrics.id(1), Fabrics.id(2));
        assertThat(controller.missing()).isEmpty();
        connectDatabase(1);
        Eventually.holds("carried out", () -> database(1).state().exists(), this::state);
    }

    @Test
    void aStoreThatCannotBeWrittenIsMissingUntilItCan() throws Exception {
        join(1);
        store.fail("No space left on device");
        assertThatThrownBy(() -> controller.putHost(Fabrics.ADMIN, Fabrics.request(2)))
                .isInstanceOf(IOException.class);
        assertThat(controller.missing()).containsExactly("changes cannot be stored: No space left on device");
        for (int i = 0; i < 100; i++) {
            assertThat(controller.missing()).isNotEmpty();
        }
        assertThat(store.probes()).as("asked often, tried seldom").isLessThan(5);
        assertThat(isConverged(1)).isTrue();
        store.recover();
        Eventually.holds("ready again by itself", () -> controller.missing().isEmpty(), controller::missing);
    }

    @Test
    void observationsThatCannotBeStoredAreMissingAndStopNothing() throws Exception {
        observed.fail("No space left on device");
        join(1);
        assertThat(controller.missing()).singleElement().asString().contains("is not stored", "No space left");
        controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        assertThat(controller.intent().hosts()).hasSize(2);
    }

    @Test
    void hostsAreToldToDialWhereSwitchesAreListenedFor() throws Exception {
        join(1);
        switches.listen(new Listening(6653, Optional.of("port 6700 is taken")));
        assertThat(controller.missing()).containsExactly("port 6700 is taken");
        assertThat(controller.plans()).isEmpty();
        switches.listen(new Listening(6700, Optional.empty()));
        Row target = new Row(Table.CONTROLLER, "tcp:192.0.2.1:6700");
        Eventually.holds("told", () -> database(1).state().rows().containsKey(target), this::state);
        assertThat(controller.missing()).isEmpty();
    }

    @Test
    void aPortOfAnotherHandThatFailsLeavesTheHostConverged() throws Exception {
        join(1);
        database(1).portError(new InterfaceName("ghost0"), "No such device");
        Eventually.holds("told", () -> condition(1, Type.HOST_FIT).message().contains("ghost0"), this::state);
        assertThat(condition(1, Type.BRIDGE_READY).status()).isEqualTo(Status.TRUE);
        assertThat(isConverged(1)).isTrue();
        database(1).portError(new InterfaceName("veth_sw0"), "No such device");
        Eventually.holds("ours", () -> condition(1, Type.BRIDGE_READY).reason().equals("PortError"), this::state);
        assertThat(condition(1, Type.BRIDGE_READY).message())
                .contains("veth_sw0")
                .doesNotContain("ghost0");
    }

    private void isUnknown(Plan plan) {
        assertThat(plan.host()).isEqualTo(Fabrics.id(1));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unknown().orElseThrow()).contains("a planted defect");
    }

    private Condition condition(int number, Type type) {
        return controller.hosts().get(number - 1).status().conditions().stream()
                .filter(found -> found.type() == type)
                .findFirst()
                .orElseThrow();
    }
}
