package io.landbridge.model;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.model.HostAccess.Mode;
import io.landbridge.model.ServicePort.Protocol;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAccessTest {
    @Test
    void aNewFabricIsShut() {
        assertThat(Intent.EMPTY.fabric().hostAccess()).isEqualTo(HostAccess.SHUT);
    }

    @Test
    void itChangesWithHostsPresent() {
        Fabric fabric = Intent.EMPTY.fabric();
        Fabric open = fabric.with(HostAccess.OPEN);
        assertThat(open).isNotEqualTo(fabric);
        assertThat(open.keepsHostsOf(fabric)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/tcp", "53/udp", "65535/tcp"})
    void aServicePortReadsAsItIsWritten(String text) {
        assertThat(ServicePort.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "53",
                "udp",
                "53/UDP",
                "53/sctp",
                "053/udp",
                "-1/tcp",
                " 53/udp",
                "53/udp,",
                "53 /udp",
                "53/udp\n"
            })
    void whatIsNoServicePortIsRefused(String text) {
        assertThatThrownBy(() -> ServicePort.parse(text)).hasMessageContaining("such as 53/udp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/tcp", "65536/udp", "99999/tcp"})
    void aNumberThatIsNoPortIsRefused(String text) {
        assertThatThrownBy(() -> ServicePort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsAllowedIsWrittenInOrder() {
        var allow = Stream.of("53/udp", "443/tcp", "53/tcp", "9/udp", "53/udp")
                .map(ServicePort::parse)
                .collect(toImmutableSortedSet(naturalOrder()));
        assertThat(new HostAccess(Mode.SHUT, allow).allowed()).isEqualTo("9/udp,53/tcp,53/udp,443/tcp");
    }

    @Test
    void sixteenPortsAreAllowedAndNotOneMore() {
        assertThat(new HostAccess(Mode.SHUT, ports(16)).allow()).hasSize(16);
        ImmutableSortedSet<ServicePort> tooMany = ports(17);
        assertThatThrownBy(() -> new HostAccess(Mode.SHUT, tooMany))
                .hasMessage("hostAccessAllow: 17 ports are too many: at most 16");
    }

    @Test
    void aModeIsOpenOrShut() {
        assertThat(Mode.parse("open")).isEqualTo(Mode.OPEN);
        assertThat(Mode.parse("shut")).hasToString("shut");
        assertThatThrownBy(() -> Mode.parse("OPEN")).hasMessage("'OPEN' is neither open nor shut");
    }

    private static ImmutableSortedSet<ServicePort> ports(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ServicePort(number, Protocol.TCP))
                .collect(toImmutableSortedSet(naturalOrder()));
    }
}
