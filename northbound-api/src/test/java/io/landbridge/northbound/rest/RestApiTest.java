package io.landbridge.northbound.rest;

import static io.landbridge.northbound.rest.Answers.assertProblem;
import static io.landbridge.northbound.rest.Answers.body;
import static io.landbridge.northbound.rest.Answers.json;
import static io.landbridge.northbound.rest.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.landbridge.fake.Fabrics;
import io.landbridge.northbound.json.Json;
import io.landbridge.port.in.NoSuchHostException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route and every kind of error, as a client sees them. */
class RestApiTest {
    private static final String DOCKER01 = "/api/v1/hosts/docker01";
    private static final String REQUEST = "{\"vtep\":\"192.168.10.163\"}";

    private final TestApi api = new TestApi();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theFabricIsShownWithItsDefaults() throws IOException {
        assertThat(body(api.admin("/api/v1/fabric").get(), 200)).isEqualTo(json("""
                        {"cidr":"10.0.0.0/8","gatewayCidr":"10.100.0.0/16","hostPrefixLength":16,"vni":1,
                         "vxlanPort":4789,"mtu":null,"egressNat":true,"bridge":"ovs_sw0","tunnelPort":"vxlan0",
                         "containerBridge":"docker0","hostAccess":"shut","hostAccessAllow":[]}"""));
    }

    @Test
    void aFabricIsReplaced() throws IOException {
        JsonNode after =
                body(api.admin("/api/v1/fabric").put("{\"cidr\":\"172.16.0.0/12\",\"vni\":100,\"mtu\":1400}"), 200);
        assertThat(after.path("gatewayCidr").asText()).isEqualTo("172.31.0.0/16");
        assertThat(after.path("vni").asInt()).isEqualTo(100);
        assertThat(after.path("mtu").asInt()).isEqualTo(1400);
        assertThat(body(api.admin("/api/v1/fabric").get(), 200)).isEqualTo(after);
    }

    @Test
    void whatContainersReachOfTheHostsChangesWithHostsPresentAndNeverBySilence() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        String fabric = "/api/v1/fabric";
        JsonNode open = body(api.admin(fabric).put("{\"cidr\":\"10.0.0.0/8\",\"hostAccess\":\"open\"}"), 200);
        assertThat(open.path("hostAccess").asText()).isEqualTo("open");
        JsonNode shut = body(
                api.admin(fabric)
                        .put(
                                "{\"cidr\":\"10.0.0.0/8\",\"hostAccess\":\"shut\",\"hostAccessAllow\":[\"53/udp\",\"53/tcp\"]}"),
                200);
        assertThat(shut.path("hostAccess").asText()).isEqualTo("shut");
        assertThat(shut.path("hostAccessAllow")).isEqualTo(Json.tree(List.of("53/tcp", "53/udp")));
        assertThat(body(api.admin(fabric).put("{\"cidr\":\"10.0.0.0/8\"}"), 200))
                .isEqualTo(shut);
        assertThat(body(api.admin(fabric).put(shut.toString()), 200)).isEqualTo(shut);
    }

    @Test
    void aFabricWithHostsIsNotMoved() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        Response refusal = api.admin("/api/v1/fabric").put("{\"cidr\":\"172.16.0.0/12\"}");
        assertProblem(refusal, 409, "conflict");
    }

    @Test
    void aNewHostIsCreatedAndAChangedOneIsNot() throws IOException {
        Response created = api.admin(DOCKER01).put(REQUEST);
        assertThat(created.getLocation().getPath()).endsWith(DOCKER01);
        assertThat(body(created, 201).path("spec")).isEqualTo(json("""
                        {"vtep":"192.168.10.163","subnet":"10.1.0.0/16","gateway":"10.100.0.1","ovsdb":null}"""));
        JsonNode changed =
                body(api.admin(DOCKER01).put("{\"vtep\":\"192.168.10.163\",\"ovsdb\":\"tcp:192.168.10.163\"}"), 200);
        assertThat(changed.path("spec").path("ovsdb").asText()).isEqualTo("tcp:192.168.10.163:6640");
    }

    @Test
    void aHostTellsHowFarItIs() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        JsonNode host = body(api.as("viewer", DOCKER01).get(), 200);
        assertThat(host.path("id").asText()).isEqualTo("docker01");
        JsonNode status = host.path("status");
        assertThat(status.path("membership").asText()).isEqualTo("joined");
        assertThat(status.path("ovsVersion").asText()).isEqualTo("3.1.0");
        assertThat(status.path("datapathId").asText()).matches("[0-9a-f]{16}");
        assertThat(status.path("flows")).isEqualTo(json("{\"desired\":16,\"installed\":16}"));
        assertThat(status.path("dockerOptions").asText()).startsWith("--bip=10.1.0.1/16 ");
        assertThat(status.path("joinCommand").asText())
                .isEqualTo("landbridge-host join CONTROLLER --name docker01 --fabric 10.0.0.0/8 --vtep 192.168.10.163"
                        + " --container-bridge docker0 --udp-port 4789");
        assertThat(texts(status.path("conditions"), "type"))
                .containsExactly(
                        "OvsdbConnected",
                        "BridgeReady",
                        "OpenFlowConnected",
                        "FlowsInSync",
                        "HelperReady",
                        "HostFit",
                        "IdentityConflict",
                        "Converged");
        assertThat(status.path("conditions").get(0).path("since").asText()).matches("\\d{4}-.*T.*Z");
    }

    @Test
    void hostsAreListedByName() throws IOException {
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(2));
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        assertThat(texts(body(api.as("viewer", "/api/v1/hosts").get(), 200).path("items"), "id"))
                .containsExactly("docker01", "docker02");
    }

    @Test
    void aHostOutOfReachIsLeavingUntilItIsForgotten() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        JsonNode leaving = body(api.admin(DOCKER01).delete(), 202);
        assertThat(leaving.path("status").path("membership").asText()).isEqualTo("leaving");
        assertThat(api.admin(DOCKER01).query("force", "true").delete().getStatus())
                .isEqualTo(204);
        assertProblem(api.admin(DOCKER01).get(), 404, "no-such-host");
    }

    @Test
    void aPlanSaysWhatIsUnknown() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        JsonNode plan = body(api.as("viewer", DOCKER01 + "/plan").get(), 200);
        assertThat(plan.path("host").asText()).isEqualTo("docker01");
        assertThat(plan.path("unknown").asText()).isNotEmpty();
        assertThat(body(api.as("viewer", "/api/v1/plan").get(), 200).path("items"))
                .containsExactly(plan);
    }

    @Test
    void thePlanIsEmptyOnceAllIsAsItShouldBe() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        assertThat(body(api.as("viewer", "/api/v1/plan").get(), 200)).isEqualTo(json("{\"items\":[]}"));
        assertThat(body(api.as("viewer", DOCKER01 + "/plan").get(), 200))
                .isEqualTo(json("{\"host\":\"docker01\",\"changes\":[],\"unknown\":null}"));
    }

    @Test
    void flowsComeByStage() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        JsonNode items = body(api.as("viewer", DOCKER01 + "/flows").get(), 200).path("items");
        assertThat(texts(items, "stage")).doesNotHaveDuplicates().contains("Classifier", "Delivery");
        JsonNode flow = items.get(0).path("flows").get(0);
        assertThat(flow.fieldNames())
                .toIterable()
                .containsExactly(
                        "priority", "match", "actions", "reason", "host", "packets", "bytes", "ageSeconds", "cookie");
    }

    @Test
    void flowsOfAHostWithoutASwitchAreAProblemOfTheHost() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        assertProblem(api.admin(DOCKER01 + "/flows").get(), 503, "device");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() throws IOException {
        Response refusal = api.admin(DOCKER01)
                .put("{\"subnet\":\"10.1.0.1/16\",\"gateway\":7,\"ovsdb\":\"udp:1\",\"colour\":\"red\"}");
        assertThat(texts(assertProblem(refusal, 422, "invalid-intent").path("violations"), "field"))
                .containsExactlyInAnyOrder("vtep", "subnet", "gateway", "ovsdb", "colour");
    }

    @Test
    void whatTheModelRefusesIsAProblemOfTheField() throws IOException {
        Response refusal = api.admin(DOCKER01).put("{\"vtep\":\"10.9.9.9\"}");
        JsonNode violations = assertProblem(refusal, 422, "invalid-intent").path("violations");
        assertThat(texts(violations, "field")).containsExactly("vtep");
        assertThat(violations.get(0).path("message").asText()).contains("underlay");
    }

    @Test
    void aNameThatNoHostCanHaveIsAProblemOfTheField() throws IOException {
        Response refusal = api.admin("/api/v1/hosts/Docker_01").put(REQUEST);
        assertThat(texts(assertProblem(refusal, 422, "invalid-intent").path("violations"), "field"))
                .containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"vtep\"", "{\"vtep\":1,\"vtep\":2}", "{} {}"})
    void aBodyThatIsNotOneJsonObjectIsRefused(String body) throws IOException {
        assertProblem(api.admin(DOCKER01).put(body), 400, "malformed-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {DOCKER01, DOCKER01 + "/plan", DOCKER01 + "/flows"})
    void anUnknownHostIsNotFound(String path) throws IOException {
        assertProblem(api.admin(path).get(), 404, "no-such-host");
    }

    @Test
    void aChangeThatCannotBeStoredIsReportedWithoutATrace() throws IOException {
        api.store.fail("no space left on device");
        JsonNode problem = assertProblem(api.admin(DOCKER01).put(REQUEST), 500, "not-stored");
        assertThat(problem.path("detail").asText()).contains("no space left on device");
    }

    @Test
    void aChangeThatIsStoredAndMayBeLostInAPowerCutIsMadeAndSaysSo() throws IOException {
        api.store.failAfterStoring("the folder could not be synced");
        JsonNode problem = assertProblem(api.admin(DOCKER01).put(REQUEST), 500, "not-durable");
        assertThat(problem.path("title").asText()).contains("The change is made");
        assertThat(problem.path("detail").asText()).contains("could not be synced");
        assertThat(api.admin(DOCKER01).get().getStatus()).isEqualTo(200);
    }

    @Test
    void aHostThatSomebodyRemovesAtOnceIsStillAnsweredAsMade() throws IOException {
        AtomicBoolean added = new AtomicBoolean();
        api.controller.follow(OptionalLong.empty(), Optional.empty(), () -> {
            if (added.compareAndSet(false, true)) {
                forget();
            }
        });
        Response answer = api.admin(DOCKER01).put(REQUEST);
        assertThat(answer.getStatus()).isEqualTo(201);
        assertThat(Json.read((InputStream) answer.getEntity()).path("id").asText())
                .isEqualTo("docker01");
        assertProblem(api.admin(DOCKER01).get(), 404, "no-such-host");
    }

    private void forget() {
        try {
            api.controller.removeHost(Fabrics.ADMIN, Fabrics.id(1), true);
        } catch (IOException | NoSuchHostException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
