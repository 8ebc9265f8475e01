package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeClock;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.model.DatapathId;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.pipeline.FlowCompiler;
import io.landbridge.pipeline.FlowGroup;
import io.landbridge.port.out.DeviceException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows that were written are read back, whatever has become of the intent in between. */
class FlowSyncTest {
    private static final HostId DOCKER01 = Fabrics.id(1);

    private final FlowCompiler compiler = new FlowCompiler();
    private final FakeSwitch switch01 = new FakeSwitches().connect(DatapathId.of(DOCKER01));
    private final FakeClock clock = new FakeClock();
    private final FlowSync sync = new FlowSync(Duration.ofHours(1), clock);
    private final Intent intent = Fabrics.ofHosts(2);

    @BeforeEach
    void converge() throws DeviceException {
        bringForward(intent);
        assertThat(bringForward(intent)).isZero();
    }

    @Test
    void aPeerThatGoesBeforeItsFlowsWereReadBackLeavesNone() throws DeviceException {
        bringForward(Fabrics.ofHosts(3));
        converge(intent);
        assertThat(switch01.flows()).containsExactlyInAnyOrderElementsOf(flows(intent));
    }

    @Test
    void aChangeThatIsTakenBackBeforeItWasReadBackIsTakenBackInTheSwitch() throws DeviceException {
        Host docker02 = intent.host(Fabrics.id(2)).orElseThrow();
        bringForward(intent.with(withGateway(docker02, docker02.gateway().plus(7))));
        converge(intent);
        assertThat(switch01.flows()).containsExactlyInAnyOrderElementsOf(flows(intent));
    }

    @Test
    void nothingToChangeMeansThatAllIsAsDesiredWhateverWasWantedBefore() throws DeviceException {
        Random random = new Random(1);
        for (int change = 0; change < 500; change++) {
            Intent wanted = Fabrics.ofHosts(1 + random.nextInt(7));
            Host moved = wanted.host(
                            Fabrics.id(1 + random.nextInt(wanted.hosts().size())))
                    .orElseThrow();
            wanted = wanted.with(withGateway(moved, moved.gateway().plus(50 * random.nextInt(3))));
            for (int look = random.nextInt(3); look >= 0; look--) {
                if (bringForward(wanted) == 0) {
                    assertThat(switch01.flows()).containsExactlyInAnyOrderElementsOf(flows(wanted));
                }
            }
        }
    }

    @Test
    void aFlowThatIsMissingIsPutBackBeforeTheAudit() throws DeviceException {
        switch01.apply(List.of(new FlowEdit.Delete(switch01.flows().get(5))));
        assertThat(bringForward(intent)).isEqualTo(1);
        assertThat(switch01.flows()).containsExactlyInAnyOrderElementsOf(flows(intent));
        assertThat(bringForward(intent)).isZero();
    }

    @Test
    void whereNothingIsMissingNothingIsReadBeforeTheAudit() throws DeviceException {
        int reads = switch01.reads();
        clock.pass(Duration.ofMinutes(29));
        assertThat(bringForward(intent)).isZero();
        assertThat(switch01.reads()).isEqualTo(reads);
        clock.pass(Duration.ofMinutes(31));
        assertThat(bringForward(intent)).isZero();
        assertThat(switch01.reads()).isEqualTo(reads + 1);
    }

    private void converge(Intent wanted) throws DeviceException {
        bringForward(wanted);
        assertThat(bringForward(wanted)).isZero();
    }

    private static Host withGateway(Host host, Ipv4Address gateway) {
        return new Host(host.id(), host.vtep(), host.subnet(), gateway, host.ovsdb(), host.membership());
    }

    private int bringForward(Intent wanted) throws DeviceException {
        return sync.bringForward(DOCKER01, switch01, compiled(wanted)).size();
    }

    private List<Flow> flows(Intent wanted) {
        return compiled(wanted).values().stream()
                .flatMap(group -> group.rules().values().stream())
                .map(rule -> rule.flow())
                .toList();
    }

    private ImmutableMap<Cookie, FlowGroup> compiled(Intent wanted) {
        return compiler.compile(wanted, wanted.host(DOCKER01).orElseThrow(), RequestedPorts.ALL);
    }
}
