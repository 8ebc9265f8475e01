package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeClock;
import io.landbridge.model.HostId;
import io.landbridge.reconcile.ConvergenceClock.Look;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a host takes, and what is drift. */
class ConvergenceClockTest {
    private static final HostId HOST = Fabrics.id(1);

    private final FakeClock clock = new FakeClock();
    private final ConvergenceClock convergence = new ConvergenceClock(clock);

    @Test
    void aNewHostTakesTheTimeSinceItConnected() {
        look(1, false, false);
        pass(5_000);
        look(1, true, false);
        pass(300);
        assertThat(look(1, true, true)).contains(Duration.ofMillis(300));
    }

    @Test
    void aChangeOfIntentTakesTheTimeSinceTheChange() {
        look(1, true, true);
        pass(5_000);
        convergence.targetChanged();
        pass(100);
        assertThat(look(2, true, false)).isEmpty();
        pass(20);
        assertThat(look(2, true, true)).contains(Duration.ofMillis(120));
    }

    @Test
    void driftTakesTheTimeSinceItWasFound() {
        look(1, true, true);
        pass(60_000);
        assertThat(convergence.isDrift(HOST, 1)).isTrue();
        look(1, true, false);
        pass(40);
        assertThat(look(1, true, true)).contains(Duration.ofMillis(40));
    }

    @Test
    void aHostThatStaysConvergedTellsNothing() {
        look(1, true, true);
        pass(60_000);
        assertThat(look(1, true, true)).isEmpty();
        convergence.targetChanged();
        assertThat(look(2, true, true)).isEmpty();
    }

    @Test
    void whatDiffersFromAnotherIntentThanItConvergedToIsNoDrift() {
        assertThat(convergence.isDrift(HOST, 1)).isFalse();
        look(1, true, true);
        assertThat(convergence.isDrift(HOST, 2)).isFalse();
        look(2, true, false);
        assertThat(convergence.isDrift(HOST, 2)).isFalse();
        convergence.forget(HOST);
        assertThat(convergence.isDrift(HOST, 1)).isFalse();
    }

    private Optional<Duration> look(long revision, boolean connected, boolean converged) {
        return convergence.take(HOST, new Look(revision, connected, converged), clock.instant());
    }

    private void pass(long millis) {
        clock.pass(Duration.ofMillis(millis));
    }
}
