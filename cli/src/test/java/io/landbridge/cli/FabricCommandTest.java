package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricCommandTest {
    private static final String FABRIC = """
            {"cidr": "10.0.0.0/8", "gatewayCidr": "10.100.0.0/16", "hostPrefixLength": 16, "vni": 1, "mtu": null,
             "hostAccess": "shut", "hostAccessAllow": ["53/tcp", "53/udp"]}
            """;

    private FakeController controller;
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        controller = FakeController.http().on("GET /fabric", 200, FABRIC, "ETag", "\"7\"");
        client = new TestClient(home, controller);
    }

    @AfterEach
    void close() {
        controller.close();
    }

    @Test
    void anMtuThatIsDerivedIsCalledAuto() {
        assertThat(client.run("fabric", "show")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("""
                        PARAMETER         VALUE
                        cidr              10.0.0.0/8
                        gatewayCidr       10.100.0.0/16
                        hostPrefixLength  16
                        vni               1
                        mtu               auto
                        hostAccess        shut
                        hostAccessAllow   53/tcp,53/udp
                        """);
    }

    @Test
    void whatIsNotNamedStaysAndTheVersionThatWasReadIsSent() throws IOException {
        controller.on("PUT /fabric", 200, FABRIC);
        assertThat(client.run("fabric", "set", "--mtu", "1400")).isEqualTo(ExitCode.DONE);
        assertThat(controller.lastAsked().header("If-match")).contains("\"7\"");
        assertThat(Json.read(controller.lastAsked().body()))
                .isEqualTo(Json.read(FABRIC.replace("\"mtu\": null", "\"mtu\": 1400")));
    }

    @Test
    void aNewRangeBringsItsOwnGateways() throws IOException {
        controller.on("PUT /fabric", 200, FABRIC);
        client.run("fabric", "set", "--cidr", "172.16.0.0/12", "--mtu", "auto");
        assertThat(Json.read(controller.lastAsked().body()))
                .isEqualTo(Json.read("{\"cidr\": \"172.16.0.0/12\", \"vni\": 1, \"mtu\": null,"
                        + "\"hostAccess\": \"shut\", \"hostAccessAllow\": [\"53/tcp\", \"53/udp\"]}"));
    }

    @Test
    void whatContainersReachOfTheHostsIsNamedByPortAndProtocol() throws IOException {
        controller.on("PUT /fabric", 200, FABRIC);
        client.run("fabric", "set", "--host-access", "shut", "--host-access-allow", "5353/udp,80/tcp");
        assertThat(Json.read(controller.lastAsked().body()).path("hostAccessAllow"))
                .isEqualTo(Json.read("[\"5353/udp\", \"80/tcp\"]"));
        client.run("fabric", "set", "--host-access", "open", "--host-access-allow", "none");
        assertThat(Json.read(controller.lastAsked().body()).path("hostAccess").asText())
                .isEqualTo("open");
        assertThat(Json.read(controller.lastAsked().body()).path("hostAccessAllow"))
                .isEqualTo(Json.read("[]"));
    }

    @Test
    void masqueradingIsSwitchedOnAndOff() throws IOException {
        controller.on("PUT /fabric", 200, FABRIC);
        for (String word : new String[] {"false", "true"}) {
            assertThat(client.run("fabric", "set", "--egress-nat", word)).isEqualTo(ExitCode.DONE);
            assertThat(Json.read(controller.lastAsked().body()).path("egressNat"))
                    .isEqualTo(Json.read(word));
        }
    }

    @Test
    void anMtuThatIsNoNumberIsAWrongCommandLine() {
        assertThat(client.run("fabric", "set", "--mtu", "large")).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("--mtu is a number of bytes, or auto");
    }
}
