package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeNetwork;
import io.landbridge.fake.FakeNetwork.Arrival;
import io.landbridge.fake.Packet;
import io.landbridge.fake.RequestedPorts;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.Port;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Vni;
import io.landbridge.port.out.DeviceException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out where when packets are sent into a fabric of fake switches; flows are never looked at. */
class DeliveryTest {
    private static final Port TUNNEL = RequestedPorts.TUNNEL;
    private static final Port VETH = RequestedPorts.VETH;

    private final Intent intent = Fabrics.ofHosts(3);
    private final Host docker01 = host(intent, 1);
    private final Host docker02 = host(intent, 2);
    private final Host docker03 = host(intent, 3);
    private FakeNetwork network;

    @BeforeEach
    void programSwitches() throws DeviceException {
        network = new FakeNetwork(intent);
    }

    @Test
    void aContainersPacketReachesTheContainerBridgeOfTheOwnerAlone() {
        assertThat(network.send(docker01.id(), Port.LOCAL, Packet.ip(container(docker01), container(docker02))))
                .containsExactly(new Arrival(docker02.id(), VETH));
    }

    @Test
    void aGatewayReachesAnotherGateway() {
        assertThat(network.send(docker01.id(), Port.LOCAL, Packet.ip(docker01.gateway(), docker02.gateway())))
                .containsExactly(new Arrival(docker02.id(), Port.LOCAL));
    }

    @Test
    void aGatewayReachesAContainerOfAnotherHost() {
        assertThat(network.send(docker01.id(), Port.LOCAL, Packet.ip(docker01.gateway(), container(docker03))))
                .containsExactly(new Arrival(docker03.id(), VETH));
    }

    @Test
    void anArpRequestTravelsToTheOwnerOfTheAddressAlone() {
        var request = Packet.arp(Packet.ARP_REQUEST, docker01.gateway(), container(docker02));
        assertThat(network.send(docker01.id(), Port.LOCAL, request)).containsExactly(new Arrival(docker02.id(), VETH));
    }

    @Test
    void aContainersArpReplyTravelsBack() {
        var reply = Packet.arp(Packet.ARP_REPLY, container(docker02), docker01.gateway());
        assertThat(network.send(docker02.id(), VETH, reply)).containsExactly(new Arrival(docker01.id(), Port.LOCAL));
    }

    @Test
    void aContainerCannotGoAroundItsGateway() {
        assertThat(network.send(docker01.id(), VETH, Packet.ip(container(docker01), container(docker02))))
                .isEmpty();
        assertThat(network.send(
                        docker01.id(), VETH, Packet.arp(Packet.ARP_REQUEST, container(docker01), container(docker02))))
                .isEmpty();
    }

    @Test
    void aContainerCannotAnswerAsItsHostsGateway() throws DeviceException {
        for (Host peer : List.of(docker01, docker03)) {
            var forged = Packet.arp(Packet.ARP_REPLY, docker02.gateway(), peer.gateway());
            assertThat(network.send(docker02.id(), VETH, forged)).isEmpty();
            assertThat(network.send(docker02.id(), Port.LOCAL, forged))
                    .containsExactly(new Arrival(peer.id(), Port.LOCAL));
        }
        assertThat(network.bridgeOf(docker02.id()).read(Cookie.OURS))
                .filteredOn(flow -> flow.flow().actions().isEmpty() && flow.packets() > 0)
                .singleElement()
                .satisfies(flow -> {
                    assertThat(flow.flow().key().table()).isEqualTo(Stage.SOURCE_GUARD.table());
                    assertThat(flow.packets()).isEqualTo(2);
                });
    }

    @Test
    void aContainerCannotAnswerAsAnotherHostsContainer() {
        var forged = Packet.arp(Packet.ARP_REPLY, container(docker03), docker01.gateway());
        assertThat(network.send(docker02.id(), VETH, forged)).isEmpty();
    }

    /** The answer would go to the container bridge, whose own address it is; the kernel waits for it on the bridge. */
    @Test
    void aHostAsksForNeighboursWithItsGatewaysAddressAlone() {
        Ipv4Address bridgeAddress = docker01.subnet().network().plus(1);
        assertThat(network.send(
                        docker01.id(), Port.LOCAL, Packet.arp(Packet.ARP_REQUEST, bridgeAddress, container(docker02))))
                .isEmpty();
        assertThat(network.send(docker02.id(), VETH, Packet.arp(Packet.ARP_REPLY, container(docker02), bridgeAddress)))
                .containsExactly(new Arrival(docker01.id(), VETH));
    }

    @Test
    void aHostReachesAContainerOfAnotherFromItsContainerBridgesAddress() {
        Ipv4Address bridgeAddress = docker01.subnet().network().plus(1);
        assertThat(network.send(docker01.id(), Port.LOCAL, Packet.ip(bridgeAddress, container(docker02))))
                .containsExactly(new Arrival(docker02.id(), VETH));
        assertThat(network.send(docker02.id(), Port.LOCAL, Packet.ip(container(docker02), bridgeAddress)))
                .containsExactly(new Arrival(docker01.id(), VETH));
    }

    @Test
    void aForgedSourceDoesNotLeaveTheHost() {
        assertThat(network.send(docker01.id(), Port.LOCAL, Packet.ip(container(docker03), container(docker02))))
                .isEmpty();
    }

    @Test
    void aPeerCannotSpeakForAnother() {
        var forged = Packet.ip(container(docker03), container(docker01)).through(new Vni(1), docker02.vtep());
        assertThat(network.send(docker01.id(), TUNNEL, forged)).isEmpty();
    }

    @Test
    void aStrangersVtepIsNotHeard() {
        var strange = Packet.ip(container(docker02), container(docker01))
                .through(new Vni(1), Ipv4Address.parse("192.168.99.99"));
        assertThat(network.send(docker01.id(), TUNNEL, strange)).isEmpty();
    }

    @Test
    void anotherVniIsNotHeard() {
        var other = Packet.ip(container(docker02), container(docker01)).through(new Vni(2), docker02.vtep());
        assertThat(network.send(docker01.id(), TUNNEL, other)).isEmpty();
    }

    @Test
    void whatCameFromATunnelNeverLeavesByOne() {
        var astray = Packet.ip(container(docker02), container(docker03)).through(new Vni(1), docker02.vtep());
        assertThat(network.send(docker01.id(), TUNNEL, astray)).isEmpty();
    }

    @Test
    void anAddressThatNobodyOwnsIsDroppedWhereTheReasonCanBeRead() throws DeviceException {
        network.send(docker01.id(), Port.LOCAL, Packet.ip(container(docker01), Ipv4Address.parse("10.77.0.1")));
        assertThat(network.bridgeOf(docker01.id()).read(Cookie.OURS))
                .filteredOn(flow -> flow.flow().actions().isEmpty() && flow.packets() > 0)
                .singleElement()
                .extracting(flow -> flow.flow().key().table())
                .isEqualTo(Stage.ROUTING.table());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "172.16.0.0/12", "192.168.64.0/18", "100.64.0.0/10"})
    void allPairsReachEachOtherInAnyRange(String range) throws DeviceException {
        Intent other = Fabrics.ofHosts(Fabric.of(Ipv4Prefix.parse(range)), 5);
        FakeNetwork all = new FakeNetwork(other);
        for (Host from : other.hosts().values()) {
            for (Host to : other.hosts().values()) {
                if (!from.equals(to)) {
                    assertThat(all.send(from.id(), Port.LOCAL, Packet.ip(container(from), container(to))))
                            .containsExactly(new Arrival(to.id(), VETH));
                }
            }
        }
    }

    private static Host host(Intent intent, int number) {
        return intent.host(Fabrics.id(number)).orElseThrow();
    }

    private static Ipv4Address container(Host host) {
        return host.subnet().network().plus(2);
    }
}
