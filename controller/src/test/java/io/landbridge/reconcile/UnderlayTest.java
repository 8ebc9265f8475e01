package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.event.Event;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.Intent;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a host reports of its underlay concerns that host, and the fabric only before it has an MTU. */
class UnderlayTest extends ControllerFixture {
    private static final String KEY = "landbridge-underlay-mtu";
    private static final Setting MTU = Setting.column("mtu_request");

    @Test
    void theFirstReportReachesEveryHostAndIsNoDrift() throws Exception {
        join(1);
        join(2);
        database(2).report(KEY, "1400");
        awaitMtu(1, "1350");
        awaitMtu(2, "1350");
        helperObeys(1);
        helperObeys(2);
        awaitConverged(1);
        assertThat(controller.events(Optional.empty(), 999))
                .extracting(Event::type)
                .doesNotContain(Event.Type.DRIFT_REPAIRED);
        assertThat(controller.plans()).isEmpty();
    }

    @Test
    void aRestartDoesNotChangeTheMtu() throws Exception {
        join(1);
        database(1).report(KEY, "1400");
        awaitMtu(1, "1350");
        controller.close();
        int edits = database(1).history().size();
        database(1).report(KEY, "");
        controller = controller(NEVER);
        controller.start();
        helperObeys(1);
        awaitConverged(1);
        assertThat(database(1).history()).hasSize(edits);
    }

    @Test
    void aLieChangesItsHostsStatusAndNothingElse() throws Exception {
        join(1);
        join(2);
        database(1).report(KEY, "1500");
        database(2).report(KEY, "1500");
        Eventually.holds(
                "taken in", () -> observed.stored().underlayMtu(Fabrics.id(2)).isPresent(), this::state);
        awaitConverged(1);
        Intent before = controller.intent();
        int saves = observed.saves();
        int edits = database(1).history().size();
        for (int i = 0; i < 1_000; i++) {
            database(2).report(KEY, i % 2 == 0 ? "626" : "65535");
            assertThat(isConverged(1)).isTrue();
        }
        database(2).report(KEY, "626");
        Eventually.holds("told", () -> fit(2).reason().equals("UnderlayMtuTooSmall"), this::state);
        assertThat(fit(2).message()).contains("626", "576", "overlay:fabric-set --mtu 576");
        assertThat(isConverged(2)).isTrue();
        assertThat(controller.events(Optional.empty(), 9_999))
                .filteredOn(event -> event.type() == Event.Type.UNDERLAY_MTU_TOO_SMALL)
                .singleElement()
                .extracting(Event::host)
                .isEqualTo(Optional.of(Fabrics.id(2)));
        assertThat(fit(1).status()).isNotEqualTo(Status.FALSE);
        assertThat(controller.intent()).isSameAs(before);
        assertThat(store.load()).isEqualTo(before);
        assertThat(observed.saves()).isEqualTo(saves);
        assertThat(database(1).history()).hasSize(edits);
    }

    @Test
    void anUnderlayTooSmallForAnyOverlayIsToldWithTheHelpersFindings() throws Exception {
        join(1);
        database(1).report("landbridge-helper-findings", "warning: clock");
        database(1).report(KEY, "600");
        Eventually.holds("told", () -> fit(1).reason().equals("UnderlayMtuTooSmall"), this::state);
        assertThat(fit(1).message()).contains("600 is too small for VXLAN: raise it to 626", "warning: clock");
        database(1).report(KEY, "1500");
        Eventually.holds("mended", () -> fit(1).reason().equals("HostFindings"), this::state);
        assertThat(fit(1).message()).isEqualTo("warning: clock");
    }

    private void awaitMtu(int number, String mtu) {
        Row own = new Row(Table.INTERFACE, "ovs_sw0");
        Eventually.holds(mtu, () -> database(number).setting(own, MTU).equals(Optional.of(mtu)), this::state);
    }

    private Condition fit(int number) {
        return controller.hosts().get(number - 1).status().conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.HOST_FIT)
                .findFirst()
                .orElseThrow();
    }
}
