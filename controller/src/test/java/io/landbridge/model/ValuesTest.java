package io.landbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Fabrics;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the values, and how they are written. */
class ValuesTest {
    private static final Fabric CLASSIC = Fabric.of(Fabric.DEFAULT_CIDR);

    @Test
    void portsAreCountedFromOne() {
        assertThat(new UdpPort(1)).hasToString("1");
        assertThat(new UdpPort(65_535).value()).isEqualTo(65_535);
        assertThat(new OvsdbEndpoint(Ipv4Address.parse("192.0.2.1"), 1).port()).isEqualTo(1);
        assertThat(new OvsdbEndpoint(Ipv4Address.parse("192.0.2.1"), 65_535).port())
                .isEqualTo(65_535);
        assertThat(new Vni(7)).hasToString("7");
    }

    @ParameterizedTest
    @CsvSource({"tcp:192.0.2.1, tcp:192.0.2.1:6640", "tcp:192.0.2.1:7000, tcp:192.0.2.1:7000"})
    void anEndpointIsReadAsOpenVSwitchWritesIt(String text, String canonical) {
        assertThat(OvsdbEndpoint.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp:192.0.2.1:0", "tcp:192.0.2.1:65536", "tcp:0.0.0.0", "ssl:192.0.2.1", "192.0.2.1:6640"})
    void whatCannotBeDialledIsNoEndpoint(String text) {
        assertThatThrownBy(() -> OvsdbEndpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.1.0", "10.1.0.256", "10.1.0.2 ", "::ffff:10.1.0.2", "::1", "١٠.1.0.2", "localhost"})
    void anAddressIsDottedDecimalAndNothingElse(String text) {
        assertThatThrownBy(() -> Ipv4Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 10.1.0.2");
    }

    @Test
    void namesOfInterfacesStandInOrder() {
        assertThat(new InterfaceName("docker0"))
                .isLessThan(new InterfaceName("vxlan0"))
                .hasToString("docker0");
    }

    @Test
    void aDatapathIdIsSixteenHexadecimalDigits() {
        assertThat(new DatapathId(0xab)).hasToString("00000000000000ab");
    }

    @Test
    void aRefusalNamesFieldAndReason() {
        assertThat(new InvalidIntentException("vni", "0 is none")).hasMessage("vni: 0 is none");
    }

    @Test
    void aSubnetIsLongerThanItsFabricAndHasRoomForAContainer() {
        Ipv4Prefix cidr = Ipv4Prefix.parse("192.0.2.0/29");
        assertThat(with(cidr, 30).hostPrefixLength()).isEqualTo(30);
        assertThatThrownBy(() -> with(cidr, 31)).hasMessageContaining("use 30 to 30");
        assertThatThrownBy(() -> with(cidr, 29)).hasMessageContaining("hostPrefixLength");
    }

    @Test
    void onlyAddressesAndNamesBindAFabricToItsHosts() {
        assertThat(changed(CLASSIC, 200, 4790, "ovs_sw0", "vxlan0", "docker0").keepsHostsOf(CLASSIC))
                .isTrue();
        assertThat(changed(CLASSIC, 1, 4789, "br0", "vxlan0", "docker0").keepsHostsOf(CLASSIC))
                .isFalse();
        assertThat(changed(CLASSIC, 1, 4789, "ovs_sw0", "vxlan1", "docker0").keepsHostsOf(CLASSIC))
                .isFalse();
        assertThat(changed(CLASSIC, 1, 4789, "ovs_sw0", "vxlan0", "docker1").keepsHostsOf(CLASSIC))
                .isFalse();
        assertThat(with(Fabric.DEFAULT_CIDR, 17).keepsHostsOf(CLASSIC)).isFalse();
        assertThat(Fabric.of(Ipv4Prefix.parse("100.64.0.0/10")).keepsHostsOf(CLASSIC))
                .isFalse();
        assertThat(gateways("10.101.0.0/16").keepsHostsOf(CLASSIC)).isFalse();
    }

    @Test
    void tunnelsDifferByVniPortAndTheVtepsOfHostsThatStay() {
        Intent two = Fabrics.ofHosts(2);
        Host docker02 = two.host(Fabrics.id(2)).orElseThrow();
        assertThat(two.with(changed(CLASSIC, 200, 4789, "ovs_sw0", "vxlan0", "docker0"))
                        .tunnelsDifferFrom(two))
                .isTrue();
        assertThat(two.with(changed(CLASSIC, 1, 4790, "ovs_sw0", "vxlan0", "docker0"))
                        .tunnelsDifferFrom(two))
                .isTrue();
        assertThat(two.with(moved(docker02)).tunnelsDifferFrom(two)).isTrue();
        assertThat(two.with(docker02.leaving()).tunnelsDifferFrom(two)).isFalse();
        assertThat(Fabrics.ofHosts(3).tunnelsDifferFrom(two)).isFalse();
        assertThat(two.tunnelsDifferFrom(two)).isFalse();
    }

    @Test
    void onlyWhereAPortOrAddressChangesIsThereASparePort() {
        Intent two = Fabrics.ofHosts(2);
        Host docker01 = two.host(Fabrics.id(1)).orElseThrow();
        Host docker02 = two.host(Fabrics.id(2)).orElseThrow();
        Intent vni = two.with(changed(CLASSIC, 200, 4789, "ovs_sw0", "vxlan0", "docker0"));
        assertThat(vni.encapsulation().hasSpare(docker01)).isFalse();
        Intent port = two.with(changed(CLASSIC, 1, 4790, "ovs_sw0", "vxlan0", "docker0"));
        assertThat(port.encapsulation().hasSpare(docker01)).isTrue();
        Intent vtep = two.with(moved(docker02));
        assertThat(vtep.encapsulation().hasSpare(docker01)).isFalse();
        assertThat(vtep.encapsulation().hasSpare(docker02)).isTrue();
        assertThat(two.encapsulation().hasSpare(docker01)).isFalse();
    }

    @Test
    void aRolloverEndsWithItsLastHost() {
        Intent rolling = Fabrics.ofHosts(2).with(changed(CLASSIC, 200, 4789, "ovs_sw0", "vxlan0", "docker0"));
        assertThat(rolling.without(Fabrics.id(2)).rollover()).isPresent();
        assertThat(rolling.without(Fabrics.id(2)).without(Fabrics.id(1)).rollover())
                .isEmpty();
    }

    private static Host moved(Host host) {
        return new Host(
                host.id(), host.vtep().plus(50), host.subnet(), host.gateway(), host.ovsdb(), host.membership());
    }

    private static Fabric with(Ipv4Prefix cidr, int hostPrefixLength) {
        return new Fabric(
                cidr,
                Fabric.defaultGateways(cidr, 30),
                hostPrefixLength,
                new Vni(1),
                UdpPort.VXLAN,
                Optional.empty(),
                true,
                CLASSIC.bridge(),
                CLASSIC.tunnelPort(),
                CLASSIC.containerBridge(),
                CLASSIC.hostAccess());
    }

    private static Fabric gateways(String gatewayCidr) {
        return new Fabric(
                CLASSIC.cidr(),
                Ipv4Prefix.parse(gatewayCidr),
                CLASSIC.hostPrefixLength(),
                CLASSIC.vni(),
                CLASSIC.vxlanPort(),
                CLASSIC.mtu(),
                CLASSIC.egressNat(),
                CLASSIC.bridge(),
                CLASSIC.tunnelPort(),
                CLASSIC.containerBridge(),
                CLASSIC.hostAccess());
    }

    private static Fabric changed(Fabric base, int vni, int port, String bridge, String tunnel, String container) {
        return new Fabric(
                base.cidr(),
                base.gatewayCidr(),
                base.hostPrefixLength(),
                new Vni(vni),
                new UdpPort(port),
                base.mtu(),
                base.egressNat(),
                new InterfaceName(bridge),
                new InterfaceName(tunnel),
                new InterfaceName(container),
                base.hostAccess());
    }
}
