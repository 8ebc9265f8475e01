package io.landbridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.flow.Cookie;
import io.landbridge.model.DatapathId;
import io.landbridge.port.in.Exposition.Page;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.Switches;
import io.landbridge.port.out.Switches.Switch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of a controller that runs between fake devices. */
class ControllerMetricsTest {
    private static final DatapathId DOCKER01 = DatapathId.of(Fabrics.id(1));

    private final MeasuredController measured = new MeasuredController();

    @AfterEach
    void stop() {
        measured.close();
    }

    @Test
    void aHostThatHasJoinedIsSeenOnEveryMetric() throws IOException {
        measured.start().join(1);
        assertThat(measured.text())
                .contains(
                        "landbridge_ready 1.0",
                        "landbridge_hosts 1.0",
                        "landbridge_connections{channel=\"openflow\"} 1.0",
                        "landbridge_connections{channel=\"ovsdb\"} 1.0",
                        "landbridge_subnets_free 253.0",
                        "landbridge_host_condition{condition=\"HelperReady\",host=\"docker01\"} 1.0",
                        "landbridge_host_condition{condition=\"Converged\",host=\"docker01\"} 1.0",
                        "landbridge_flows_desired{host=\"docker01\"} 16.0",
                        "landbridge_flows_installed{host=\"docker01\"} 16.0",
                        "landbridge_flows_drifted_total{host=\"docker01\"} 0.0",
                        "landbridge_plan_changes_sum{kind=\"flow\"} 16.0",
                        "landbridge_reconciles_total{outcome=\"failed\"} 0.0")
                .containsPattern("landbridge_convergence_seconds_count [1-9]")
                .containsPattern("landbridge_bundle_seconds_count [1-9]")
                .containsPattern("landbridge_ovsdb_transaction_seconds_count [1-9]")
                .containsPattern("landbridge_reconciles_total\\{outcome=\"changed\"} [1-9]")
                .contains("jvm_memory_used_bytes{area=\"heap\"}");
    }

    @Test
    void aHostThatIsForgottenIsOnNoMetric() throws Exception {
        measured.start().join(1);
        measured.controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), true);
        Eventually.holds("forgotten", () -> !measured.text().contains("docker01"), measured::text);
    }

    @Test
    void aSwitchThatDoesNotAnswerIsCounted() throws DeviceException {
        measured.switches.connect(DOCKER01);
        Switch connection =
                measured.metrics.measured(measured.switches).find(DOCKER01).orElseThrow();
        measured.switches.disconnect(DOCKER01);
        assertThatThrownBy(() -> connection.read(Cookie.OURS)).isInstanceOf(DeviceException.class);
        assertThatThrownBy(() -> connection.apply(List.of())).isInstanceOf(DeviceException.class);
        assertThat(measured.text())
                .contains(
                        "landbridge_openflow_errors_total{kind=\"disconnected\"} 2.0",
                        "landbridge_bundle_seconds_count 0");
    }

    @Test
    void aConnectionThatIsMeasuredIsStillTheSameAndANewOneIsAnother() {
        Switches switches = measured.metrics.measured(measured.switches);
        measured.switches.connect(DOCKER01);
        Optional<Switch> first = switches.find(DOCKER01);
        assertThat(switches.find(DOCKER01)).isEqualTo(first);
        measured.switches.connect(DOCKER01);
        assertThat(switches.find(DOCKER01)).isPresent().isNotEqualTo(first);
    }

    @Test
    void aControllerThatCannotWorkSaysSoAndNothingOfHosts() throws IOException {
        assertThat(measured.text()).contains("landbridge_ready 0.0");
        measured.store.fail("damaged");
        assertThatIOException().isThrownBy(measured::start);
        assertThat(measured.text()).contains("landbridge_ready 0.0").doesNotContain("landbridge_hosts 0");
    }

    @Test
    void aControllerThatCannotStoreIsNotReadyAndGoesOnTellingOfHosts() throws IOException {
        measured.start().join(1);
        measured.store.fail("No space left on device");
        assertThatIOException().isThrownBy(() -> measured.controller.putHost(Fabrics.ADMIN, Fabrics.request(2)));
        assertThat(measured.text())
                .contains("landbridge_ready 0.0", "landbridge_hosts 1.0")
                .contains("landbridge_host_condition{condition=\"Converged\",host=\"docker01\"} 1.0");
    }

    @Test
    void aControllerThatHasStoppedIsNotReadyUnlessAnotherTookItsPlace() throws IOException {
        measured.start();
        try (MeasuredController older = new MeasuredController()) {
            measured.metrics.stopped(older.controller);
            assertThat(measured.text()).contains("landbridge_ready 1.0");
        }
        measured.metrics.stopped(measured.controller);
        assertThat(measured.text()).contains("landbridge_ready 0.0");
    }

    @Test
    void theReaderChoosesTheFormat() {
        assertThat(measured.metrics.page(Optional.of("*/*")).contentType()).startsWith("text/plain");
        Page page = measured.metrics.page(
                Optional.of("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5"));
        assertThat(page.contentType()).startsWith("application/openmetrics-text");
        assertThat(page.text()).endsWith("# EOF\n");
    }

    @Test
    void aReaderThatPrefersProtobufGetsTextOfThoseItTakes() {
        Page page = measured.metrics.page(Optional.of("application/vnd.google.protobuf;"
                + "proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                + "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"));
        assertThat(page.contentType()).startsWith("application/openmetrics-text");
    }
}
