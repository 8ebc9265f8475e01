package io.landbridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.fake.Fabrics;
import io.landbridge.plan.Change;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostObserver.Look;
import io.landbridge.status.HostStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a look at a host adds to the counters. */
class LookMetricsTest {
    private static final HostStatus NOT_CONVERGED =
            new HostStatus(1, false, ImmutableList.of(), Optional.empty(), Optional.empty(), 0, 0);
    private static final HostStatus CONVERGED =
            new HostStatus(1, true, ImmutableList.of(), Optional.empty(), Optional.empty(), 0, 0);
    private static final Change CHANGE =
            new Change.OfBridge(new BridgeEdit.Remove(new Row(Table.BRIDGE, "ovs_sw0")), "nobody asked for it");

    private final ControllerMetrics metrics = new ControllerMetrics();

    @Test
    void aLookIsCountedByHowItEnded() {
        look(NOT_CONVERGED, ImmutableList.of(), false, Optional.of(failure()));
        look(NOT_CONVERGED, ImmutableList.of(CHANGE), false, Optional.of(failure()));
        look(NOT_CONVERGED, ImmutableList.of(CHANGE), false, Optional.empty());
        look(NOT_CONVERGED, ImmutableList.of(), false, Optional.empty());
        look(CONVERGED, ImmutableList.of(), false, Optional.empty());
        assertThat(text())
                .contains(
                        "landbridge_reconciles_total{outcome=\"failed\"} 2.0",
                        "landbridge_reconciles_total{outcome=\"changed\"} 1.0",
                        "landbridge_reconciles_total{outcome=\"waiting\"} 1.0",
                        "landbridge_reconciles_total{outcome=\"converged\"} 1.0");
    }

    @Test
    void aDefectOfOurOwnIsAFailureToo() {
        metrics.looked(new Look(
                Fabrics.id(1),
                NOT_CONVERGED,
                NOT_CONVERGED,
                ImmutableList.of(),
                false,
                Optional.empty(),
                true,
                Optional.empty()));
        assertThat(text()).contains("landbridge_reconciles_total{outcome=\"failed\"} 1.0");
    }

    @Test
    void onlyDriftCountsAsDrift() {
        look(NOT_CONVERGED, ImmutableList.of(CHANGE), false, Optional.empty());
        assertThat(text()).contains("landbridge_settings_drifted_total{host=\"docker01\"} 0.0");
        look(NOT_CONVERGED, ImmutableList.of(CHANGE, CHANGE), true, Optional.empty());
        assertThat(text())
                .contains(
                        "landbridge_settings_drifted_total{host=\"docker01\"} 2.0",
                        "landbridge_flows_drifted_total{host=\"docker01\"} 0.0");
    }

    @Test
    void aPlanIsMeasuredByKindAndNoPlanIsNone() {
        look(CONVERGED, ImmutableList.of(), false, Optional.empty());
        look(NOT_CONVERGED, ImmutableList.of(CHANGE, CHANGE), false, Optional.empty());
        assertThat(text())
                .contains(
                        "landbridge_plan_changes_bucket{kind=\"bridge\",le=\"1.0\"} 0",
                        "landbridge_plan_changes_bucket{kind=\"bridge\",le=\"2.0\"} 1",
                        "landbridge_plan_changes_count{kind=\"flow\"} 0");
    }

    @Test
    void theTimeToConvergeIsInSeconds() {
        metrics.looked(new Look(
                Fabrics.id(1),
                NOT_CONVERGED,
                CONVERGED,
                ImmutableList.of(),
                false,
                Optional.empty(),
                false,
                Optional.of(Duration.ofMillis(250))));
        assertThat(text()).contains("landbridge_convergence_seconds_sum 0.25");
    }

    private void look(
            HostStatus after, ImmutableList<Change> changes, boolean drift, Optional<DeviceException> failure) {
        metrics.looked(new Look(Fabrics.id(1), NOT_CONVERGED, after, changes, drift, failure, false, Optional.empty()));
    }

    private static DeviceException failure() {
        return new DeviceException(DeviceException.Kind.REFUSED, "no");
    }

    private String text() {
        return metrics.page(Optional.empty()).text();
    }
}
