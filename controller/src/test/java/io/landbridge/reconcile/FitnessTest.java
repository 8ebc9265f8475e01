package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What will not work well on a host is told, and keeps no host from converging. */
class FitnessTest extends ControllerFixture {
    private static final String FINDINGS = "landbridge-helper-findings";

    @BeforeEach
    void aHostHasJoined() throws Exception {
        join(1);
    }

    @Test
    void whatTheHelperFindsIsToldAndTheHostStaysConverged() {
        database(1).report(FINDINGS, "warning: clock: about 60 min behind the controller's");
        awaitFit(Status.FALSE, "HostFindings", "warning: clock: about 60 min behind the controller's");
        assertThat(isConverged(1)).isTrue();
        database(1).report(FINDINGS, "ok");
        awaitFit(Status.TRUE, "AllWell", "nothing");
        assertThat(isConverged(1)).isTrue();
    }

    @Test
    void aHelperThatSaysNothingLeavesItUnknown() {
        awaitFit(Status.UNKNOWN, "NotReporting", "no helper");
        assertThat(isConverged(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.11.0", "2.9.8", "2.14.90-rc1"})
    void aSwitchTooOldIsToldWithoutAHelper(String version) {
        database(1).ovs(version, "system");
        awaitFit(Status.FALSE, "HostFindings", "Open vSwitch " + version + ": older than 2.15: upgrade it");
        assertThat(isConverged(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.15", "2.15.0", "3.1.0", "10.0.1", "unknown"})
    void aSwitchNewEnoughOrOfNoKnownVersionIsNothingToTell(String version) {
        database(1).ovs("2.9.8", "system");
        awaitFit(Status.FALSE, "HostFindings", "2.9.8");
        database(1).ovs(version, "netdev");
        awaitFit(Status.UNKNOWN, "NotReporting", "no helper");
    }

    @Test
    void aSwitchWithoutADatapathIsToldWithoutAHelper() {
        database(1).ovs("3.1.0", "dummy");
        awaitFit(Status.FALSE, "HostFindings", "neither system nor netdev: restart ovs-vswitchd");
    }

    @Test
    void theHelpersWordIsNotSaidTwice() {
        database(1).ovs("2.9.8", "system");
        database(1).report(FINDINGS, "error: Open vSwitch 2.9.8: older than 2.15: upgrade it; tested is 3.1");
        awaitFit(Status.FALSE, "HostFindings", "tested is 3.1");
        assertThat(fit().message()).containsOnlyOnce("2.9.8");
    }

    private void awaitFit(Status status, String reason, String message) {
        Eventually.holds(
                status + " " + reason + " " + message,
                () -> fit().status() == status
                        && fit().reason().equals(reason)
                        && fit().message().contains(message),
                this::state);
    }

    private Condition fit() {
        return controller.hosts().stream()
                .filter(view -> view.host().id().equals(Fabrics.id(1)))
                .flatMap(view -> view.status().conditions().stream())
                .filter(condition -> condition.type() == Condition.Type.HOST_FIT)
                .findFirst()
                .orElseThrow();
    }
}
