package io.landbridge.northbound.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableSortedSet;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostAccess;
import io.landbridge.model.HostAccess.Mode;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.ServicePort;
import io.landbridge.model.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FabricJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "172.16.0.0/12", "192.168.64.0/18"})
    void whatIsWrittenIsReadBack(String cidr) {
        Fabric fabric = Fabric.of(Ipv4Prefix.parse(cidr));
        assertThat(FabricJson.request(Json.object(FabricJson.of(fabric))).keeping(HostAccess.OPEN))
                .isEqualTo(fabric);
    }

    @Test
    void whatIsNotSaidOfWhatContainersReachStaysAsItIs() throws IOException {
        HostAccess dns = new HostAccess(Mode.SHUT, ImmutableSortedSet.of(ServicePort.parse("53/udp")));
        assertThat(request("{\"cidr\":\"10.0.0.0/8\"}").keeping(dns).hostAccess())
                .isEqualTo(dns);
        assertThat(request("{\"cidr\":\"10.0.0.0/8\",\"hostAccess\":null,\"hostAccessAllow\":null}")
                        .keeping(dns)
                        .hostAccess())
                .isEqualTo(dns);
        assertThat(request("{\"cidr\":\"10.0.0.0/8\",\"hostAccess\":\"open\"}")
                        .keeping(dns)
                        .hostAccess())
                .isEqualTo(new HostAccess(Mode.OPEN, dns.allow()));
        assertThat(request("{\"cidr\":\"10.0.0.0/8\",\"hostAccessAllow\":[]}")
                        .keeping(dns)
                        .hostAccess())
                .isEqualTo(HostAccess.SHUT);
    }

    @Test
    void gatewaysFollowTheLengthOfTheSubnets() throws IOException {
        assertThat(parse("{\"cidr\":\"172.16.0.0/12\",\"hostPrefixLength\":20}").gatewayCidr())
                .hasToString("172.31.240.0/20");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(
                        violations(
                                "{\"cidr\":\"10.0.0.1/8\",\"hostPrefixLength\":31,\"vni\":0,\"vxlanPort\":\"4789\","
                                        + "\"mtu\":1.5,\"egressNat\":1,\"hostAccess\":true,\"hostAccessAllow\":[53],\"bridge\":\"far too long a name\",\"x\":null}"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "cidr",
                        "hostPrefixLength",
                        "vni",
                        "vxlanPort",
                        "mtu",
                        "egressNat",
                        "hostAccess",
                        "hostAccessAllow",
                        "bridge",
                        "x");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', cidr",
        "'{\"cidr\":\"10.0.0.0/8\",\"gatewayCidr\":\"11.0.0.0/16\"}', gatewayCidr",
        "'{\"cidr\":\"10.0.0.0/32\"}', cidr",
        "'{\"cidr\":\"10.0.0.0/8\",\"vni\":99999999999}', vni"
    })
    void whatDoesNotFitTogetherIsNamedByItsField(String json, String field) {
        assertThat(violations(json)).extracting(Violation::field).contains(field);
    }

    private static Iterable<Violation> violations(String json) {
        return catchThrowableOfType(InvalidIntentException.class, () -> parse(json))
                .violations();
    }

    private static Fabric parse(String json) throws IOException {
        return request(json).fabric();
    }

    private static FabricJson.Request request(String json) throws IOException {
        return FabricJson.request(Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
