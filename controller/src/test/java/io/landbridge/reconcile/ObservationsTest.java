package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeClock;
import io.landbridge.fake.FakeObservationStore;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import io.landbridge.model.Observed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reports are accepted, when, and what is stored of them. */
class ObservationsTest {
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final HostId DOCKER02 = Fabrics.id(2);
    private static final Duration ALMOST = Observations.HOLD_DOWN.minusMillis(1);

    private final FakeObservationStore store = new FakeObservationStore();
    private final FakeClock clock = new FakeClock();
    private final List<String> changes = new ArrayList<>();
    private Intent intent = Fabrics.ofHosts(3);
    private Observations observations = observations();

    @BeforeEach
    void load() {
        observations.load();
    }

    @Test
    void theFirstReportOfAFabricIsAcceptedAtOnceWhateverItSays() {
        report(1, 1400);
        assertThat(mtu()).isEqualTo(1350);
        assertThat(changes).containsExactly("docker01 1450 -> 1350");
        assertThat(store.stored().underlayMtu(DOCKER01)).contains(new Mtu(1400));
    }

    @Test
    void hostsThatJoinLaterAreAcceptedAtOnceUnlessTheyLowerTheFabricsMtu() {
        report(1, 1500);
        report(2, 9000);
        report(3, 1400);
        assertThat(mtu()).isEqualTo(1450);
        assertThat(store.stored().underlayMtu(DOCKER02)).contains(new Mtu(9000));
        assertThat(store.stored().underlayMtu(Fabrics.id(3))).isEmpty();
        clock.pass(Duration.ofDays(1));
        report(3, 1400);
        assertThat(mtu()).isEqualTo(1450);
        assertThat(changes).isEmpty();
    }

    @Test
    void noReportOfAnyHostLowersTheFabricsMtuHoweverLongItLasts() {
        report(1, 1500);
        report(2, 1500);
        for (int minute = 0; minute < 60; minute++) {
            report(2, 626);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(mtu()).isEqualTo(1450);
        assertThat(changes).isEmpty();
    }

    @Test
    void aHigherUnderlayIsAcceptedWhenItHasLasted() {
        report(1, 1500);
        report(1, 9000);
        clock.pass(ALMOST);
        report(1, 9000);
        assertThat(mtu()).isEqualTo(1450);
        clock.pass(Duration.ofMillis(1));
        report(1, 9000);
        assertThat(mtu()).isEqualTo(8950);
        assertThat(changes).containsExactly("docker01 1450 -> 8950");
    }

    @Test
    void aLowerUnderlayThatTheFabricHasRoomForIsAcceptedWhenItHasLasted() {
        report(1, 1500);
        report(2, 9000);
        report(2, 2000);
        clock.pass(Observations.HOLD_DOWN);
        report(2, 2000);
        assertThat(store.stored().underlayMtu(DOCKER02)).contains(new Mtu(2000));
        assertThat(changes).isEmpty();
    }

    @Test
    void aReportThatToggledOrStoppedMeanwhileHasNotLasted() {
        report(1, 1500);
        report(1, 9000);
        clock.pass(ALMOST);
        report(1, 1500);
        report(1, 9000);
        clock.pass(ALMOST);
        observations.observe(DOCKER01, Optional.empty());
        report(1, 9000);
        clock.pass(ALMOST);
        report(1, 9000);
        assertThat(mtu()).isEqualTo(1450);
    }

    @Test
    void toggledAThousandTimesNothingIsWritten() {
        report(1, 1500);
        report(2, 1500);
        int saves = store.saves();
        for (int i = 0; i < 1_000; i++) {
            report(2, i % 2 == 0 ? 9000 : 626);
            clock.pass(Duration.ofMillis(100));
        }
        assertThat(store.saves()).isEqualTo(saves);
        assertThat(mtu()).isEqualTo(1450);
    }

    @Test
    void whileTheAdminsMtuIsInForceReportsLowerNothingAndAreAccepted() {
        report(1, 1500);
        report(2, 1500);
        intent = intent.with(withMtu(Optional.of(new Mtu(1350))));
        report(2, 1400);
        clock.pass(Observations.HOLD_DOWN);
        report(2, 1400);
        assertThat(mtu()).isEqualTo(1350);
        intent = intent.with(withMtu(Optional.empty()));
        assertThat(mtu()).isEqualTo(1350);
        assertThat(changes).isEmpty();
    }

    @Test
    void whatIsStoredIsReadAgainAndHostsThatAreGoneAreForgotten() {
        report(1, 1400);
        report(2, 1500);
        observations = observations();
        observations.load();
        assertThat(mtu()).isEqualTo(1350);
        intent = intent.without(DOCKER01);
        observations.keep(intent);
        assertThat(mtu()).isEqualTo(1450);
        assertThat(store.stored().hosts()).containsOnlyKeys(DOCKER02);
        observations.observe(DOCKER01, Optional.of(new Mtu(1400)));
        assertThat(store.stored().hosts()).containsOnlyKeys(DOCKER02);
    }

    @Test
    void whatCannotBeReadIsFoundOutAnew() {
        report(1, 1400);
        store.fail("line 3 is damaged");
        observations = observations();
        observations.load();
        assertThat(observations.hasConnected(DOCKER01)).isFalse();
        store.recover();
        report(1, 1400);
        assertThat(observations.hasConnected(DOCKER01)).isTrue();
        assertThat(store.stored()).isEqualTo(Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(1400)));
        assertThat(observations.unstored()).isEmpty();
    }

    @Test
    void whatCannotBeStoredHoldsAllTheSameAndIsStoredWhenItCanBe() throws IOException {
        store.fail("No space left on device");
        report(1, 1400);
        assertThat(mtu()).isEqualTo(1350);
        assertThat(observations.unstored()).contains("No space left on device");
        int saves = store.saves();
        for (int i = 0; i < 100; i++) {
            assertThat(observations.unstored()).isPresent();
        }
        assertThat(store.saves()).as("asked often, tried seldom").isEqualTo(saves);
        store.recover();
        clock.pass(Duration.ofSeconds(10));
        assertThat(observations.unstored()).isEmpty();
        assertThat(store.load().underlayMtu(DOCKER01)).contains(new Mtu(1400));
    }

    @Test
    void aTargetIsAnotherOnceTheIntentOrTheMtuIs() {
        long first = observations.target(intent).number();
        report(1, 1500);
        assertThat(observations.target(intent).number()).isEqualTo(first);
        report(1, 9000);
        clock.pass(Observations.HOLD_DOWN);
        report(1, 9000);
        assertThat(observations.target(intent).number()).isEqualTo(first + 1);
        assertThat(observations.target(intent.without(DOCKER02)).number()).isEqualTo(first + 2);
    }

    private void report(int host, int bytes) {
        observations.observe(Fabrics.id(host), Optional.of(new Mtu(bytes)));
    }

    private int mtu() {
        return observations.target(intent).mtu().bytes();
    }

    private Observations observations() {
        return new Observations(
                store, () -> intent, clock, (by, before, after) -> changes.add(by + " " + before + " -> " + after));
    }

    private static Fabric withMtu(Optional<Mtu> mtu) {
        Fabric base = Fabric.of(Fabric.DEFAULT_CIDR);
        return new Fabric(
                base.cidr(),
                base.gatewayCidr(),
                base.hostPrefixLength(),
                base.vni(),
                base.vxlanPort(),
                mtu,
                base.egressNat(),
                base.bridge(),
                base.tunnelPort(),
                base.containerBridge(),
                base.hostAccess());
    }
}
