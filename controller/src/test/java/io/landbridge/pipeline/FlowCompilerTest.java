package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Action.Output;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.Flow;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowCompilerTest {
    private final FlowCompiler compiler = new FlowCompiler();

    @Test
    void theFlowsForAPeerAreTheSameObjectOnEveryHost() {
        Intent intent = Fabrics.ofHosts(3);
        Host docker03 = intent.host(Fabrics.id(3)).orElseThrow();
        var on01 = compile(intent, 1).get(Feature.PEER.cookie(docker03));
        var on02 = compile(intent, 2).get(Feature.PEER.cookie(docker03));
        assertThat(on01).isSameAs(on02);
    }

    @Test
    void aNewHostChangesNoGroupThatWasThere() {
        Intent two = Fabrics.ofHosts(2);
        var before = compile(two, 1);
        var after = compile(Fabrics.ofHosts(3), 1);
        assertThat(after).hasSize(before.size() + 1);
        before.forEach((cookie, group) -> assertThat(after.get(cookie)).isSameAs(group));
    }

    @Test
    void aPeerCostsEightFlowsAndTheRestIsConstant() {
        assertThat(flows(Fabrics.ofHosts(1))).isEqualTo(16);
        assertThat(flows(Fabrics.ofHosts(2))).isEqualTo(16 + 8);
        assertThat(flows(Fabrics.ofHosts(12))).isEqualTo(16 + 11 * 8);
    }

    @Test
    void aLeavingHostIsNobodysPeer() {
        Intent three = Fabrics.ofHosts(3);
        Host docker02 = three.host(Fabrics.id(2)).orElseThrow();
        assertThat(compile(three.with(docker02.leaving()), 1)).doesNotContainKey(Feature.PEER.cookie(docker02));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noTwoGroupsHoldTheSameKey(long seed) {
        Intent intent = Fabrics.random(seed);
        for (Host host : intent.hosts().values()) {
            var groups = compiler.compile(intent, host, RequestedPorts.ALL).values();
            var keys = groups.stream()
                    .flatMap(group -> group.rules().keySet().stream())
                    .toList();
            assertThat(keys).as("seed %d, %s", seed, host.id()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPortWithoutANumberIsInNoFlow() {
        Intent intent = Fabrics.ofHosts(2);
        Ports all = RequestedPorts.ALL;
        assertThat(flowsByPort(intent, new Ports(all.tunnel(), Optional.empty(), all.spare()), RequestedPorts.VETH))
                .isEmpty();
        assertThat(flowsByPort(intent, new Ports(Optional.empty(), all.veth(), all.spare()), RequestedPorts.TUNNEL))
                .isEmpty();
        assertThat(flowsByPort(intent, all, RequestedPorts.VETH)).hasSize(4);
        assertThat(flowsByPort(intent, all, RequestedPorts.TUNNEL)).hasSize(1 + 4);
    }

    @Test
    void theSparePortIsInTheFlowsOfARolloverAlone() {
        Intent intent = Fabrics.ofHosts(2);
        Host docker01 = intent.host(Fabrics.id(1)).orElseThrow();
        Host elsewhere = new Host(
                docker01.id(),
                docker01.vtep().plus(100),
                docker01.subnet(),
                docker01.gateway(),
                docker01.ovsdb(),
                docker01.membership());
        Intent rolling = intent.with(elsewhere);
        Ports all = RequestedPorts.ALL;
        assertThat(flowsByPort(intent, all, RequestedPorts.SPARE)).isEmpty();
        assertThat(flowsByPort(rolling, all, RequestedPorts.SPARE)).isNotEmpty();
        assertThat(flowsByPort(
                        rolling.advanced(),
                        new Ports(all.tunnel(), all.veth(), Optional.empty()),
                        RequestedPorts.SPARE))
                .isEmpty();
    }

    @Test
    void theFlowsOfTwoHostsReadAsTheyAlwaysDid() throws IOException {
        Intent intent = Fabrics.ofHosts(2);
        String dump = compile(intent, 1).values().stream()
                .flatMap(group -> group.rules().values().stream())
                .map(rule -> rule.stage().label() + " " + rule.flow() + "\n")
                .sorted()
                .collect(Collectors.joining());
        assertThat(dump)
                .isEqualTo(Resources.toString(
                        Resources.getResource(getClass(), "docker01-of-two.flows"), StandardCharsets.UTF_8));
    }

    private List<Flow> flowsByPort(Intent intent, Ports ports, Port port) {
        return compiler.compile(intent, intent.host(Fabrics.id(1)).orElseThrow(), ports).values().stream()
                .flatMap(group -> group.rules().values().stream())
                .map(FlowRule::flow)
                .filter(flow -> Field.IN_PORT
                                .is(port)
                                .equals(flow.key().match().fields().get(Field.IN_PORT))
                        || flow.actions().contains(new Output(port)))
                .toList();
    }

    private long flows(Intent intent) {
        return compile(intent, 1).values().stream()
                .mapToLong(group -> group.rules().size())
                .sum();
    }

    private ImmutableMap<Cookie, FlowGroup> compile(Intent intent, int number) {
        return compiler.compile(intent, intent.host(Fabrics.id(number)).orElseThrow(), RequestedPorts.ALL);
    }
}
