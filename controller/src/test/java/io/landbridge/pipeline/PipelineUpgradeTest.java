package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeNetwork;
import io.landbridge.fake.FakeNetwork.Arrival;
import io.landbridge.fake.FakeSwitch;
import io.landbridge.fake.Packet;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Field;
import io.landbridge.flow.FieldMatch;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.FlowKey;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.plan.Change;
import io.landbridge.plan.FlowPlanner;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flows of pipeline version 2, whose source guard let any port speak for the gateway, are replaced under traffic: what
 * may pass does so in every mixture of old and new flows, and what may not stops with the last old one.
 */
class PipelineUpgradeTest {
    private static final int FORMER = 2;
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final HostId DOCKER02 = Fabrics.id(2);

    private final Intent intent = Fabrics.ofHosts(3);

    @Test
    void theFormerFlowsAreThoseThatVersion2Made() throws IOException {
        String dump = formerFlows(Fabrics.ofHosts(2), DOCKER01).stream()
                .map(flow -> Stage.ofTable(flow.key().table()).orElseThrow().label() + " " + flow + "\n")
                .sorted()
                .collect(Collectors.joining());
        assertThat(dump)
                .isEqualTo(Resources.toString(
                        Resources.getResource(getClass(), "docker01-of-two.pipeline-2.flows"), StandardCharsets.UTF_8));
    }

    @Test
    void noMixtureOfOldAndNewFlowsLosesAPacket() throws DeviceException {
        List<FlowEdit> upgrade01 = upgrade(intent, DOCKER01);
        List<FlowEdit> upgrade02 = upgrade(intent, DOCKER02);
        int added = (int) upgrade02.stream()
                .filter(edit -> !(edit instanceof FlowEdit.Delete))
                .count();
        for (int edits02 : List.of(0, added / 2, added, upgrade02.size())) {
            FakeNetwork network = former();
            network.bridgeOf(DOCKER02).apply(upgrade02.subList(0, edits02));
            assertDelivered(network, "docker02 after " + edits02 + " edits, docker01 before");
            for (int i = 0; i < upgrade01.size(); i++) {
                network.bridgeOf(DOCKER01).apply(upgrade01.subList(i, i + 1));
                assertDelivered(network, "docker02 after " + edits02 + " edits, docker01 after " + upgrade01.get(i));
            }
        }
    }

    @Test
    void aContainersAnswerAsTheGatewayLeavesOnlyWhileTheOldGuardIsThere() throws DeviceException {
        FakeNetwork network = former();
        FakeSwitch bridge = network.bridgeOf(DOCKER01);
        Flow oldGuard = only(bridge.flows(), "arp,arp_spa=" + host(DOCKER01).gateway());
        assertThat(spoofed(network)).as("before").hasSize(2);
        for (FlowEdit edit : upgrade(intent, DOCKER01)) {
            bridge.apply(List.of(edit));
            assertThat(spoofed(network))
                    .as("after " + edit)
                    .hasSize(bridge.flows().contains(oldGuard) ? 2 : 0);
        }
        assertThat(bridge.flows()).doesNotContain(oldGuard);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothingIsLeftToChangeAfterwards(long seed) throws DeviceException {
        Intent random = Fabrics.random(seed);
        FakeNetwork network = new FakeNetwork(random);
        for (HostId id : random.hosts().keySet()) {
            FakeSwitch bridge = network.bridgeOf(id);
            setFlows(bridge, formerFlows(random, id));
            bridge.apply(upgrade(random, id));
            assertThat(FlowPlanner.diff(groups(random, id), bridge.flows()))
                    .as("seed %d, %s", seed, id)
                    .isEmpty();
        }
    }

    private void assertDelivered(FakeNetwork network, String when) {
        Host one = host(DOCKER01);
        Host two = host(DOCKER02);
        for (Host from : List.of(one, two)) {
            Host to = from.equals(one) ? two : one;
            assertArrives(network, from, Port.LOCAL, Packet.ip(container(from), container(to)), to, when);
            assertArrives(network, from, Port.LOCAL, Packet.ip(from.gateway(), to.gateway()), to, when);
            for (Ipv4Address target : List.of(container(to), to.gateway())) {
                Packet request = Packet.arp(Packet.ARP_REQUEST, from.gateway(), target);
                assertArrives(network, from, Port.LOCAL, request, to, when);
            }
            Packet ofContainer = Packet.arp(Packet.ARP_REPLY, container(from), to.gateway());
            assertArrives(network, from, RequestedPorts.VETH, ofContainer, to, when);
            Packet ofGateway = Packet.arp(Packet.ARP_REPLY, from.gateway(), to.gateway());
            assertArrives(network, from, Port.LOCAL, ofGateway, to, when);
        }
    }

    /** It comes out at the host alone, at the port behind which its destination is. */
    private static void assertArrives(FakeNetwork network, Host from, Port port, Packet packet, Host to, String when) {
        boolean forGateway = packet.fields().containsValue(to.gateway().unsigned());
        assertThat(network.send(from.id(), port, packet))
                .as("%s: %s", when, packet)
                .containsExactly(new Arrival(to.id(), forGateway ? Port.LOCAL : RequestedPorts.VETH));
    }

    /** Where it arrives when a container of docker01 tells both peers that it is their neighbour 10.100.0.1. */
    private List<Arrival> spoofed(FakeNetwork network) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Host peer : List.of(host(DOCKER02), host(Fabrics.id(3)))) {
            arrivals.addAll(network.send(
                    DOCKER01,
                    RequestedPorts.VETH,
                    Packet.arp(Packet.ARP_REPLY, host(DOCKER01).gateway(), peer.gateway())));
        }
        return arrivals;
    }

    /** All hosts as a controller of version 2 left them. */
    private FakeNetwork former() throws DeviceException {
        FakeNetwork network = new FakeNetwork(intent);
        for (HostId id : intent.hosts().keySet()) {
            setFlows(network.bridgeOf(id), formerFlows(intent, id));
        }
        return network;
    }

    private static void setFlows(FakeSwitch bridge, Collection<Flow> flows) throws DeviceException {
        bridge.apply(bridge.flows().stream().<FlowEdit>map(FlowEdit.Delete::new).toList());
        bridge.apply(flows.stream().<FlowEdit>map(FlowEdit.Add::new).toList());
    }

    private static List<FlowEdit> upgrade(Intent intent, HostId id) {
        return FlowPlanner.diff(groups(intent, id), formerFlows(intent, id)).stream()
                .map(Change.OfFlow::edit)
                .toList();
    }

    /** Version 2 had the same rules, but for the port in those of its source guard. */
    private static List<Flow> formerFlows(Intent intent, HostId id) {
        return groups(intent, id).stream()
                .flatMap(group -> group.rules().values().stream())
                .map(rule -> former(rule.flow()))
                .toList();
    }

    private static Flow former(Flow flow) {
        FlowKey key = flow.key();
        Cookie cookie = Cookie.of(flow.cookie().feature(), FORMER, flow.cookie().object());
        Match match = key.table() == Stage.SOURCE_GUARD.table()
                ? Match.of(key.match().fields().values().stream()
                        .filter(field -> field.field() != Field.IN_PORT)
                        .toArray(FieldMatch[]::new))
                : key.match();
        return new Flow(new FlowKey(key.table(), key.priority(), match), cookie, flow.actions());
    }

    private static Collection<FlowGroup> groups(Intent intent, HostId id) {
        return new FlowCompiler()
                .compile(intent, intent.host(id).orElseThrow(), RequestedPorts.ALL)
                .values();
    }

    private static Flow only(Collection<Flow> flows, String match) {
        return flows.stream()
                .filter(flow -> flow.key().match().toString().equals(match))
                .findFirst()
                .orElseThrow();
    }

    private Host host(HostId id) {
        return intent.host(id).orElseThrow();
    }

    private static Ipv4Address container(Host host) {
        return host.subnet().network().plus(2);
    }
}
