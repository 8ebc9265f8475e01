package io.landbridge.northbound.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landbridge.model.Fabric;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.model.Ipv4Prefix;
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
        assertThat(FabricJson.fabric(Json.object(FabricJson.of(fabric)))).isEqualTo(fabric);
    }

    @Test
    void gatewaysFollowTheLengthOfTheSubnets() throws IOException {
        assertThat(parse("{\"cidr\":\"172.16.0.0/12\",\"hostPrefixLength\":20}").gatewayCidr())
                .hasToString("172.31.240.0/20");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(violations("{\"cidr\":\"10.0.0.1/8\",\"hostPrefixLength\":31,\"vni\":0,\"vxlanPort\":\"4789\","
                        + "\"mtu\":1.5,\"egressNat\":1,\"bridge\":\"far too long a name\",\"x\":null}"))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "cidr", "hostPrefixLength", "vni", "vxlanPort", "mtu", "egressNat", "bridge", "x");
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
        return FabricJson.fabric(Json.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
    }
}
