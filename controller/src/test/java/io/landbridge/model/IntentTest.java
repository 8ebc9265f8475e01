package io.landbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.fake.Fabrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentTest {
    private static final Fabric CLASSIC = Fabric.of(Fabric.DEFAULT_CIDR);

    @Test
    void hostsGetTheClassicAddressesInOrder() {
        Intent intent = Fabrics.ofHosts(2);
        Host docker02 = intent.host(Fabrics.id(2)).orElseThrow();
        assertThat(docker02.subnet()).hasToString("10.2.0.0/16");
        assertThat(docker02.gateway()).hasToString("10.100.0.2");
        assertThat(docker02.dockerOptions())
                .isEqualTo("--bip=10.2.0.1/16 --iptables=false --ip-masq=false --ip-forward=true");
    }

    @Test
    void hostsOfAnotherRangeStartAtItsSecondBlock() {
        Fabric fabric = Fabric.of(Ipv4Prefix.parse("172.16.0.0/12"));
        assertThat(fabric.gatewayCidr()).hasToString("172.31.0.0/16");
        Intent intent = Fabrics.ofHosts(fabric, 2);
        assertThat(intent.joinedHosts().map(Host::subnet))
                .extracting(Ipv4Prefix::toString)
                .containsExactly("172.17.0.0/16", "172.18.0.0/16");
    }

    @Test
    void aSubnetThatWasFreedIsTheNextToBeGiven() {
        Intent intent = Fabrics.ofHosts(3).without(Fabrics.id(2));
        HostRequest late = new HostRequest(
                Fabrics.id(9), Ipv4Address.parse("192.168.10.9"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(Allocation.host(intent, late).subnet()).hasToString("10.2.0.0/16");
    }

    @Test
    void aLeavingHostKeepsItsAddresses() {
        Intent intent = Fabrics.ofHosts(1);
        Host leaving = intent.host(Fabrics.id(1)).orElseThrow().leaving();
        assertThat(Allocation.host(intent.with(leaving), Fabrics.request(2)).subnet())
                .hasToString("10.2.0.0/16");
        assertRefused("id", () -> Allocation.host(intent.with(leaving), Fabrics.request(1)));
    }

    @Test
    void hostsAskedForTogetherGetWhatIsLeftInTheOrderOfTheirNames() {
        Intent before = Fabrics.ofHosts(1);
        HostRequest chosen = new HostRequest(
                Fabrics.id(9),
                Fabrics.request(9).vtep(),
                Optional.of(Ipv4Prefix.parse("10.2.0.0/16")),
                Optional.of(Ipv4Address.parse("10.100.0.3")),
                Optional.empty());
        var hosts = Allocation.hosts(
                before, CLASSIC, List.of(Fabrics.request(4), chosen, Fabrics.request(3), Fabrics.request(1)));
        assertThat(hosts.values())
                .extracting(host -> host.id() + " " + host.subnet() + " " + host.gateway())
                .containsExactly(
                        "docker01 10.1.0.0/16 10.100.0.1",
                        "docker03 10.3.0.0/16 10.100.0.2",
                        "docker04 10.4.0.0/16 10.100.0.4",
                        "docker09 10.2.0.0/16 10.100.0.3");
    }

    @Test
    void aHostThatIsNotAskedForAnyMoreLeavesAndKeepsItsAddressesMeanwhile() {
        var hosts = Allocation.hosts(Fabrics.ofHosts(1), CLASSIC, List.of(Fabrics.request(2)));
        assertThat(hosts.get(Fabrics.id(1))).extracting(Host::membership).isEqualTo(Host.Membership.LEAVING);
        assertThat(hosts.get(Fabrics.id(2))).extracting(Host::subnet).hasToString("10.2.0.0/16");
    }

    @Test
    void whatIsWrongWithHostsAskedForTogetherIsToldOfEach() {
        Intent before = Fabrics.ofHosts(Fabric.of(Ipv4Prefix.parse("100.64.0.0/28")), 2);
        Intent leaving = before.with(before.host(Fabrics.id(1)).orElseThrow().leaving());
        assertThatThrownBy(() -> Allocation.hosts(
                        leaving, leaving.fabric(), List.of(Fabrics.request(1), Fabrics.request(2), Fabrics.request(3))))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(violation -> violation.host().orElseThrow() + " " + violation.field())
                                .containsExactly("docker01 id", "docker03 subnet"));
    }

    @Test
    void aFullFabricSaysSo() {
        Intent full = Fabrics.ofHosts(Fabric.of(Ipv4Prefix.parse("100.64.0.0/28")), 2);
        assertRefused("subnet", () -> Allocation.host(full, Fabrics.request(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "172.16.0.0/16, 10.100.0.9, 192.168.10.9, subnet",
        "10.1.128.0/17, 10.100.0.9, 192.168.10.9, subnet",
        "10.100.0.0/16, 10.100.0.9, 192.168.10.9, subnet",
        "10.9.0.0/16,   10.100.0.1, 192.168.10.9, gateway",
        "10.9.0.0/16,   10.200.0.1, 192.168.10.9, gateway",
        "10.9.0.0/16,   10.100.0.0, 192.168.10.9, gateway",
        "10.9.0.0/16,   10.100.0.9, 192.168.10.163, vtep",
        "10.9.0.0/16,   10.100.0.9, 10.200.0.1, vtep",
        "10.9.0.0/16,   10.100.0.9, 224.0.0.1, vtep",
        "10.9.0.0/16,   10.100.0.9, 127.0.0.1, vtep",
        "10.9.0.0/16,   10.100.0.9, 0.0.0.0, vtep",
    })
    void aHostThatContradictsTheFabricIsRefusedByField(String subnet, String gateway, String vtep, String field) {
        HostRequest request = new HostRequest(
                Fabrics.id(9),
                Ipv4Address.parse(vtep),
                Optional.of(Ipv4Prefix.parse(subnet)),
                Optional.of(Ipv4Address.parse(gateway)),
                Optional.empty());
        Intent one = Fabrics.ofHosts(1);
        assertRefused(field, () -> one.with(Allocation.host(one, request)));
    }

    @Test
    void everyViolationIsToldAtOnce() {
        Intent one = Fabrics.ofHosts(1);
        HostRequest request = new HostRequest(
                Fabrics.id(9),
                Ipv4Address.parse("192.168.10.163"),
                Optional.of(Ipv4Prefix.parse("172.16.0.0/16")),
                Optional.of(Ipv4Address.parse("10.100.0.1")),
                Optional.empty());
        assertThatThrownBy(() -> one.with(Allocation.host(one, request)))
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::field)
                                .containsExactly("subnet", "gateway", "vtep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Docker01", "-a", "a-", "a.b", "a_b", "ä"})
    void aHostIsNamedByADnsLabel(String name) {
        assertRefused("id", () -> new HostId(name));
    }

    @Test
    void numbersHaveTheirRanges() {
        assertRefused("vni", () -> new Vni(0));
        assertRefused("vni", () -> new Vni(1 << 24));
        assertRefused("vxlanPort", () -> new UdpPort(65_536));
        assertRefused("mtu", () -> new Mtu(575));
        assertRefused("mtu", () -> new Mtu(65_486));
        assertThat(new Mtu(65_485).bytes()).isEqualTo(65_485);
        assertThat(new Vni(16_777_215).value()).isEqualTo(16_777_215);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1", "10.0.0/8", "::/0", "/8"})
    void aPrefixIsAlignedCidr(String text) {
        assertThatThrownBy(() -> Ipv4Prefix.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPrefixThatIsNotAlignedIsCorrected() {
        assertThatThrownBy(() -> Ipv4Prefix.parse("10.1.2.3/16")).hasMessageContaining("did you mean 10.1.0.0/16");
    }

    @Test
    void aFabricDividesItsRange() {
        assertThat(CLASSIC.gatewayCidr()).hasToString("10.100.0.0/16");
        assertRefused("cidr", () -> Fabric.of(Ipv4Prefix.parse("224.0.0.0/8")));
        assertRefused("cidr", () -> Fabric.of(Ipv4Prefix.parse("192.0.2.0/30")));
        assertThat(Fabric.of(Ipv4Prefix.parse("192.0.2.0/28")).gatewayCidr()).hasToString("192.0.2.12/30");
    }

    @Test
    void everyChangeIsARevisionOfItsOwn() {
        Intent intent = Fabrics.ofHosts(2);
        Host docker02 = intent.host(Fabrics.id(2)).orElseThrow();
        assertThat(intent.revision()).isEqualTo(3);
        assertThat(intent.with(docker02.leaving()).revision()).isEqualTo(4);
        assertThat(intent.with(CLASSIC).revision()).isEqualTo(4);
        assertThat(intent.without(Fabrics.id(2)).revision()).isEqualTo(4);
        assertThat(intent.advanced().revision()).isEqualTo(4);
    }

    @Test
    void anOverlapIsFoundWhateverTheNamesOfItsHosts() {
        Intent three = Fabrics.ofHosts(3);
        Host docker01 = three.host(Fabrics.id(1)).orElseThrow();
        Ipv4Prefix half = Ipv4Prefix.parse("10.3.128.0/17");
        assertRefused(
                "subnet",
                () -> three.with(new Host(
                        docker01.id(),
                        docker01.vtep(),
                        half,
                        docker01.gateway(),
                        docker01.ovsdb(),
                        docker01.membership())));
    }

    @Test
    void prefixesStandInTheOrderOfTheirAddressesThenOfTheirLengths() {
        Ipv4Prefix whole = Ipv4Prefix.parse("0.0.0.0/0");
        Ipv4Prefix low = Ipv4Prefix.parse("10.0.0.0/8");
        Ipv4Prefix lowHalf = Ipv4Prefix.parse("10.0.0.0/9");
        Ipv4Prefix high = Ipv4Prefix.parse("192.0.2.1/32");
        assertThat(Stream.of(high, lowHalf, whole, low).sorted()).containsExactly(whole, low, lowHalf, high);
        assertThat(whole.contains(high)).isTrue();
        assertThat(high.last()).isEqualTo(high.network());
    }

    private static void assertRefused(String field, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidIntentException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::field)
                                .contains(field));
    }
}
