package io.landbridge.northbound;

import io.landbridge.model.Fabric;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Violation;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.Json;
import io.landbridge.northbound.rest.TestApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What nobody may ask for, and the words that refuse it; a row of the table below is tried over REST and on the console.
 *
 * @param fabric what is there before
 * @param hosts how many hosts are there before: docker01, docker02, …
 * @param request what is asked for
 * @param violation what REST answers; the console has the same words
 * @param onConsole what the console says instead, where it cannot express the request
 */
record Refusal(Fabric fabric, int hosts, Request request, Violation violation, Optional<String> onConsole) {
    private static final Fabric DEFAULT = Fabric.of(Fabric.DEFAULT_CIDR);
    private static final String NO_LABEL =
            "' is not a host name: 1 to 63 of a-z, 0-9 and '-', not starting or ending with '-'";
    private static final String NO_VTEP = " is not an address that a host can own";
    private static final String NO_GATEWAY = " of docker03 is not a host address of the gateway range 10.100.0.0/16";
    private static final String NO_INTERFACE =
            "'sixteen-letters_' is not an interface name: 1 to 15 letters, digits, '.', '_' or '-'";

    private static final String NO_SERVICE_PORT = " is not a port with its protocol, such as 53/udp or 443/tcp";
    private static final List<String> SEVENTEEN_PORTS =
            IntStream.rangeClosed(1, 17).mapToObj(number -> number + "/tcp").toList();

    private static final String NAME_OF_A_PORT = " is a name that every fabric uses for a port";

    static Stream<Refusal> all() {
        return Stream.of(subnets(), gateways(), vteps(), names(), fullFabrics(), ofFabric(), unknownFields())
                .flatMap(rows -> rows);
    }

    private static Stream<Refusal> subnets() {
        return Stream.of(
                host("subnet", "172.16.0.0/16", "172.16.0.0/16 of docker03 is outside the fabric 10.0.0.0/8"),
                host("subnet", "10.2.0.0/16", "10.2.0.0/16 of docker03 overlaps 10.2.0.0/16 of docker02"),
                host("subnet", "10.2.128.0/17", "10.2.128.0/17 of docker03 overlaps 10.2.0.0/16 of docker02"),
                host("subnet", "10.100.0.0/16", "10.100.0.0/16 of docker03 overlaps the gateway range 10.100.0.0/16"),
                host("subnet", "10.96.0.0/12", "10.96.0.0/12 of docker03 overlaps the gateway range 10.100.0.0/16"),
                host("subnet", "10.3.0.1/16", "10.3.0.1/16 is not aligned to its length; did you mean 10.3.0.0/16"),
                host("subnet", "10.3.0.0/31", "10.3.0.0/31 is too small for a bridge and a container"),
                host("subnet", "10.3.0.0", "'10.3.0.0' is not a prefix such as 10.1.0.0/16"));
    }

    private static Stream<Refusal> gateways() {
        return Stream.of(
                host("gateway", "10.100.0.2", "docker02 and docker03 cannot both have 10.100.0.2"),
                host("gateway", "10.101.0.3", "10.101.0.3" + NO_GATEWAY),
                host("gateway", "10.100.0.0", "10.100.0.0" + NO_GATEWAY),
                host("gateway", "10.100.255.255", "10.100.255.255" + NO_GATEWAY),
                host("gateway", "10.100.0.256", "'10.100.0.256' is not an IPv4 address such as 10.1.0.2"));
    }

    private static Stream<Refusal> vteps() {
        return Stream.of(
                host("vtep", "192.168.10.164", "docker02 and docker03 cannot both have 192.168.10.164"),
                host(
                        "vtep",
                        "10.3.0.1",
                        "10.3.0.1 of docker03 is inside the fabric 10.0.0.0/8: a VTEP belongs to the underlay"),
                host("vtep", "224.0.0.1", "224.0.0.1" + NO_VTEP),
                host("vtep", "255.255.255.255", "255.255.255.255" + NO_VTEP),
                host("vtep", "127.0.0.1", "127.0.0.1" + NO_VTEP),
                host("vtep", "0.0.0.0", "0.0.0.0" + NO_VTEP),
                host("vtep", "docker03", "'docker03' is not an IPv4 address such as 10.1.0.2"),
                host(
                        "ovsdb",
                        "udp:192.168.10.165",
                        "'udp:192.168.10.165' is not a target such as tcp:192.168.10.163:6640"),
                host("ovsdb", "tcp:192.168.10.165:65536", "65536 is not a TCP port: 1 to 65535"));
    }

    private static Stream<Refusal> names() {
        String tooLong = "d".repeat(64);
        return Stream.of(
                host("id", "Docker03", "'Docker03" + NO_LABEL),
                host("id", "docker.03", "'docker.03" + NO_LABEL),
                host("id", "docker_03", "'docker_03" + NO_LABEL),
                host("id", tooLong, "'" + tooLong + NO_LABEL),
                host("id", "docker03-", "'docker03-" + NO_LABEL),
                // The console takes what begins with a hyphen for an option.
                host("id", "-docker03", "'-docker03" + NO_LABEL)
                        .onConsole("Error executing command overlay:host-add: undefined option -docker03"));
    }

    private static Stream<Refusal> fullFabrics() {
        Request another = Request.host(Map.of());
        return Stream.of(
                of(
                        Fabric.of(Ipv4Prefix.parse("100.64.0.0/28")),
                        2,
                        another,
                        "subnet",
                        "the fabric 100.64.0.0/28 has no free /30 left"),
                of(
                        FabricJson.request(Json.newObject()
                                        .put("cidr", "10.0.0.0/8")
                                        .put("gatewayCidr", "10.100.0.0/30"))
                                .fabric(),
                        2,
                        another,
                        "gateway",
                        "the gateway range 10.100.0.0/30 has no free address left"));
    }

    private static Stream<Refusal> ofFabric() {
        return Stream.of(
                fabric("mtu", 575, "575 is not an MTU: 576 to 65485"),
                fabric("mtu", 65_486, "65486 is not an MTU: 576 to 65485"),
                fabric("mtu", "large", "\"large\" is not a whole number"),
                fabric("vni", 0, "0 is not a VNI: 1 to 16777215"),
                fabric("vni", 1 << 24, "16777216 is not a VNI: 1 to 16777215"),
                fabric("vni", 1L << 32, "4294967296 is out of range"),
                fabric("vxlanPort", 0, "0 is not a UDP port: 1 to 65535"),
                fabric("vxlanPort", 65_536, "65536 is not a UDP port: 1 to 65535"),
                fabric("bridge", "sixteen-letters_", NO_INTERFACE),
                fabric("tunnelPort", "sixteen-letters_", NO_INTERFACE),
                fabric("containerBridge", "sixteen-letters_", NO_INTERFACE),
                fabric("tunnelPort", "ovs_sw0", "ovs_sw0 is the bridge's name already"),
                fabric("containerBridge", "vxlan0", "vxlan0 is taken by the bridge or the tunnel port"),
                fabric("bridge", "veth_sw0", "veth_sw0" + NAME_OF_A_PORT),
                fabric("tunnelPort", "vxlan_spare", "vxlan_spare" + NAME_OF_A_PORT),
                fabric("containerBridge", "veth_d0", "veth_d0" + NAME_OF_A_PORT),
                fabric("egressNat", "maybe", "\"maybe\" is not true or false"),
                fabric("hostAccess", "ajar", "'ajar' is neither open nor shut"),
                fabric("hostAccessAllow", List.of("53"), "'53'" + NO_SERVICE_PORT),
                fabric("hostAccessAllow", List.of("53/udp", "0053/tcp"), "'0053/tcp'" + NO_SERVICE_PORT),
                fabric("hostAccessAllow", List.of("70000/tcp"), "70000 is not a port: 1 to 65535"),
                fabric("hostAccessAllow", SEVENTEEN_PORTS, "17 ports are too many: at most 16"),
                fabric("hostPrefixLength", 31, "31 is not the length of a container subnet: 1 to 30"),
                fabric("hostPrefixLength", 8, "8 does not divide 10.0.0.0/8: use 9 to 30"),
                fabric("gatewayCidr", "11.0.0.0/16", "11.0.0.0/16 is not a part of the fabric 10.0.0.0/8"),
                fabric("cidr", "10.0.0.1/8", "10.0.0.1/8 is not aligned to its length; did you mean 10.0.0.0/8"),
                fabric("cidr", "224.0.0.0/8", "224.0.0.0/8 holds addresses that no host can own"),
                fabric(
                        "cidr",
                        "198.51.100.0/24",
                        "198.51.100.0/24 contains the controller's own address " + TestApi.OWN_ADDRESS
                                + ": choose another range"));
    }

    /** The console has options in the place of fields, and Karaf itself refuses those that it does not know. */
    private static Stream<Refusal> unknownFields() {
        return Stream.of(
                host("colour", "red", "is not one of the fields gateway, ovsdb, subnet, vtep")
                        .onConsole("Error executing command overlay:host-add: undefined option --colour"),
                fabric(
                                "colour",
                                "red",
                                "is not one of the fields bridge, cidr, containerBridge, egressNat, gatewayCidr, "
                                        + "hostAccess, hostAccessAllow, hostPrefixLength, mtu, tunnelPort, vni, vxlanPort")
                        .onConsole("Error executing command overlay:fabric-set: undefined option --colour"));
    }

    private static Refusal host(String field, Object value, String words) {
        return of(DEFAULT, 2, Request.host(Map.of(field, value)), field, words);
    }

    private static Refusal fabric(String field, Object value, String words) {
        return of(DEFAULT, 0, Request.fabric(Map.of(field, value)), field, words);
    }

    private static Refusal of(Fabric fabric, int hosts, Request request, String field, String words) {
        return new Refusal(fabric, hosts, request, new Violation(field, words), Optional.empty());
    }

    private Refusal onConsole(String words) {
        return new Refusal(fabric, hosts, request, violation, Optional.of(words));
    }

    /** The words that refuse the request on the console. */
    String wordsOnConsole() {
        return onConsole.orElseGet(this::words);
    }

    /** The words that refuse the request over REST. */
    String words() {
        return violation.field() + ": " + violation.message();
    }

    @Override
    public String toString() {
        return request + ": " + words();
    }
}
