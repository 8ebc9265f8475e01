package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeNetwork;
import io.landbridge.fake.FakeNetwork.Arrival;
import io.landbridge.fake.FakeNetwork.Stance;
import io.landbridge.fake.Packet;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Port;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While VXLAN parameters change, hosts are in two phases at once, and a host's bridge is ahead of its flows: packets
 * arrive in every mixture that can be.
 */
class RolloverDeliveryTest {
    private static final HostId DOCKER01 = Fabrics.id(1);
    private static final HostId DOCKER02 = Fabrics.id(2);

    static Stream<Named<UnaryOperator<Intent>>> changes() {
        return Stream.of(
                Named.of("the VNI", RolloverDeliveryTest::otherVni),
                Named.of("the UDP port", RolloverDeliveryTest::otherPort),
                Named.of("a VTEP", intent -> otherVtep(intent, DOCKER01)),
                Named.of("both VTEPs", intent -> otherVtep(otherVtep(intent, DOCKER01), DOCKER02)),
                Named.of("all of them", intent -> otherVtep(otherPort(otherVni(intent)), DOCKER02)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void noMixtureOfNeighbouringPhasesLosesAPacket(UnaryOperator<Intent> change) throws Exception {
        List<Intent> steps = stepsOf(change);
        assertThat(steps).hasSize(6);
        for (int i = 1; i < steps.size(); i++) {
            for (Stance sender : stances(steps.get(i - 1), steps.get(i))) {
                for (Stance receiver : stances(steps.get(i - 1), steps.get(i))) {
                    assertDelivered(sender, receiver, "between " + steps.get(i - 1) + " and " + steps.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void afterwardsAllIsAsIfItHadNeverBeenOtherwise(UnaryOperator<Intent> change) {
        Intent last = stepsOf(change).get(5);
        assertThat(last.rollover()).isEmpty();
        Intent fresh = Fabrics.ofHosts(last.fabric(), 2);
        for (Host host : last.hosts().values()) {
            fresh = fresh.with(host);
        }
        while (fresh.rollover().isPresent()) {
            fresh = fresh.advanced();
        }
        FlowCompiler compiler = new FlowCompiler();
        Host docker01 = last.host(DOCKER01).orElseThrow();
        assertThat(compiler.compile(last, docker01, RequestedPorts.ALL))
                .isEqualTo(compiler.compile(fresh, docker01, RequestedPorts.ALL));
    }

    @Test
    void whatWasTheFormerKindIsNotLetInAfterwards() throws Exception {
        Intent last = stepsOf(RolloverDeliveryTest::otherVni).get(5);
        Host docker02 = last.host(DOCKER02).orElseThrow();
        Packet former =
                Packet.ip(container(docker02), container(last.host(DOCKER01).orElseThrow()));
        FakeNetwork network = new FakeNetwork(last);
        Port tunnel = RequestedPorts.TUNNEL;
        assertThat(network.send(DOCKER01, tunnel, former.through(new Vni(1), docker02.vtep())))
                .isEmpty();
        assertThat(network.send(DOCKER01, tunnel, former.through(new Vni(200), docker02.vtep())))
                .hasSize(1);
    }

    private static void assertDelivered(Stance sender, Stance receiver, String when) throws Exception {
        Map<HostId, Stance> stances = new LinkedHashMap<>();
        stances.put(DOCKER01, sender);
        stances.put(DOCKER02, receiver);
        FakeNetwork network = new FakeNetwork(stances);
        Host docker01 = sender.flows().host(DOCKER01).orElseThrow();
        Host docker02 = sender.flows().host(DOCKER02).orElseThrow();
        assertThat(network.send(DOCKER01, Port.LOCAL, Packet.ip(container(docker01), container(docker02))))
                .as(when)
                .containsExactly(new Arrival(DOCKER02, RequestedPorts.VETH));
        assertThat(network.send(
                        DOCKER02, Port.LOCAL, Packet.arp(Packet.ARP_REQUEST, docker02.gateway(), docker01.gateway())))
                .as(when)
                .containsExactly(new Arrival(DOCKER01, Port.LOCAL));
    }

    /** A host on its way from one step to the next: its bridge goes first. */
    private static List<Stance> stances(Intent before, Intent after) {
        return List.of(new Stance(before, before), new Stance(after, before), new Stance(after, after));
    }

    /** The intent before the change, through its phases, and after it. */
    private static List<Intent> stepsOf(UnaryOperator<Intent> change) {
        List<Intent> steps = new ArrayList<>();
        Intent intent = Fabrics.ofHosts(2);
        steps.add(intent);
        intent = change.apply(intent);
        while (intent.rollover().isPresent()) {
            steps.add(intent);
            intent = intent.advanced();
        }
        steps.add(intent);
        return steps;
    }

    private static Intent otherVni(Intent intent) {
        return intent.with(fabric(intent.fabric(), new Vni(200), intent.fabric().vxlanPort()));
    }

    private static Intent otherPort(Intent intent) {
        return intent.with(fabric(intent.fabric(), intent.fabric().vni(), new UdpPort(4790)));
    }

    private static Intent otherVtep(Intent intent, HostId id) {
        Host host = intent.host(id).orElseThrow();
        return intent.with(
                new Host(id, host.vtep().plus(100), host.subnet(), host.gateway(), host.ovsdb(), host.membership()));
    }

    private static Fabric fabric(Fabric base, Vni vni, UdpPort port) {
        return new Fabric(
                base.cidr(),
                base.gatewayCidr(),
                base.hostPrefixLength(),
                vni,
                port,
                base.mtu(),
                base.egressNat(),
                base.bridge(),
                base.tunnelPort(),
                base.containerBridge(),
                base.hostAccess());
    }

    private static Ipv4Address container(Host host) {
        return host.subnet().network().plus(2);
    }
}
