package io.landbridge.northbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.Fabric;
import io.landbridge.model.Intent;
import io.landbridge.northbound.json.Json;
import io.landbridge.northbound.rest.TestApi;
import io.landbridge.northbound.shell.TestConsole;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.ws.rs.core.Response;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused is refused in the same words over REST and on the console, and changes nothing. */
class RefusalTest {
    private final TestApi api = new TestApi();
    private final TestConsole console = new TestConsole(api.overlay);

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        console.close();
        api.close();
    }

    @ParameterizedTest
    @MethodSource("io.landbridge.northbound.Refusal#all")
    void isToldOverRest(Refusal refusal) throws Exception {
        Intent before = prepare(refusal);
        Response response = put(refusal.request());
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        ObjectNode problem = Json.read((InputStream) response.getEntity());
        assertThat(problem.path("type").asText()).isEqualTo("urn:landbridge:problem:invalid-intent");
        assertThat(problem.path("detail").asText()).isEqualTo(refusal.words());
        assertThat(problem.path("violations"))
                .containsExactly(Json.newObject()
                        .put("field", refusal.violation().field())
                        .put("message", refusal.violation().message()));
        assertThat(api.controller.intent()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.landbridge.northbound.Refusal#all")
    void isToldOnTheConsole(Refusal refusal) throws Exception {
        Intent before = prepare(refusal);
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> console.run(refusal.request().command()))
                .satisfies(told -> assertThat(plain(told.getNiceHelp()).lines()).startsWith(refusal.wordsOnConsole()));
        assertThat(api.controller.intent()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource
    void spareTheLastValueThatIsGood(Request request) throws Exception {
        assertThat(put(request).getStatus()).isBetween(200, 201);
        Intent overRest = api.controller.intent();
        assertThat(overRest).isNotEqualTo(Intent.EMPTY);
        undo(overRest);
        console.run(request.command());
        assertThat(api.controller.intent().fabric()).isEqualTo(overRest.fabric());
        assertThat(api.controller.intent().hosts()).isEqualTo(overRest.hosts());
    }

    static Stream<Request> spareTheLastValueThatIsGood() {
        return Stream.of(
                Request.fabric(Map.of("mtu", 576)),
                Request.fabric(Map.of("mtu", 65_485)),
                Request.fabric(Map.of("vni", 2)),
                Request.fabric(Map.of("vni", (1 << 24) - 1)),
                Request.fabric(Map.of("vxlanPort", 1)),
                Request.fabric(Map.of("vxlanPort", 65_535)),
                Request.fabric(Map.of("bridge", "fifteen-letters")),
                Request.fabric(Map.of("tunnelPort", "fifteen.letters")),
                Request.fabric(Map.of("containerBridge", "fifteen_letters")),
                Request.fabric(Map.of("hostPrefixLength", 9, "gatewayCidr", "10.0.0.0/30")),
                Request.fabric(Map.of("hostPrefixLength", 30)),
                Request.host(Map.of("id", "d".repeat(63))),
                Request.host(Map.of("subnet", "10.3.0.0/30")),
                Request.host(Map.of("gateway", "10.100.255.254")),
                Request.host(Map.of("vtep", "223.255.255.254")));
    }

    private Intent prepare(Refusal refusal) throws Exception {
        api.controller.setFabric(Fabrics.ADMIN, refusal.fabric());
        for (int number = 1; number <= refusal.hosts(); number++) {
            api.controller.putHost(Fabrics.ADMIN, Fabrics.request(number));
        }
        return api.controller.intent();
    }

    private void undo(Intent intent) throws Exception {
        for (var id : List.copyOf(intent.hosts().keySet())) {
            api.controller.removeHost(Fabrics.ADMIN, id, true);
        }
        api.controller.setFabric(Fabrics.ADMIN, Fabric.of(Fabric.DEFAULT_CIDR));
    }

    private Response put(Request request) {
        return api.admin(request.path()).put(request.body().toString());
    }

    /** Without the colours. */
    private static String plain(String printed) {
        return printed.replaceAll("\u001b\\[[0-9;]*m", "");
    }
}
