package io.landbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Fabrics;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservedTest {
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final HostId DOCKER02 = Fabrics.id(2);

    @Test
    void theMtuIsTheAdminsElseTheSmallestUnderlaysElseEthernets() {
        Intent intent = Fabrics.ofHosts(2);
        assertThat(Observed.NOTHING.fabricMtu(intent)).isEqualTo(new Mtu(1450));
        assertThat(Observed.NOTHING.smallest(intent)).isEmpty();
        Observed observed =
                Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(9000)).withUnderlayMtu(DOCKER02, new Mtu(1400));
        assertThat(observed.fabricMtu(intent)).isEqualTo(new Mtu(1350));
        assertThat(observed.fabricMtu(intent.without(DOCKER02))).isEqualTo(new Mtu(8950));
    }

    @Test
    void aHostOnItsWayOutDoesNotCount() {
        Intent intent = Fabrics.ofHosts(2);
        Observed observed =
                Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(9000)).withUnderlayMtu(DOCKER02, new Mtu(1400));
        assertThat(observed.fabricMtu(
                        intent.with(intent.host(DOCKER02).orElseThrow().leaving())))
                .isEqualTo(new Mtu(8950));
    }

    @Test
    void anUnderlayTooSmallForAnyOverlayIsRefused() {
        assertThatThrownBy(() -> Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(625)))
                .isInstanceOf(InvalidIntentException.class);
        assertThat(Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(626)).fabricMtu(Fabrics.ofHosts(1)))
                .isEqualTo(new Mtu(576));
    }

    @Test
    void whoHasReportedHasBeenConnectedAndWhoHasGoneLeavesNothingBehind() {
        Observed observed = Observed.NOTHING.withConnected(DOCKER01).withUnderlayMtu(DOCKER02, new Mtu(1400));
        assertThat(observed.hasConnected(DOCKER01)).isTrue();
        assertThat(observed.hasConnected(DOCKER02)).isTrue();
        assertThat(observed.withConnected(DOCKER02)).isEqualTo(observed);
        assertThat(observed.of(Set.of(DOCKER01))).isEqualTo(Observed.NOTHING.withConnected(DOCKER01));
    }
}
