package io.landbridge.northbound.rest;

import static io.landbridge.northbound.rest.Answers.assertProblem;
import static io.landbridge.northbound.rest.Answers.body;
import static io.landbridge.northbound.rest.Answers.json;
import static io.landbridge.northbound.rest.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.Intent;
import java.io.IOException;
import java.util.List;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes on a condition, changes that are only tried, and all changed at once. */
class ChangesTest {
    private static final String FABRIC = "/api/v1/fabric";
    private static final String INTENT = "/api/v1/intent";
    private static final String DOCKER01 = "/api/v1/hosts/docker01";
    private static final String DOCKER02 = "/api/v1/hosts/docker02";
    private static final String REQUEST = "{\"vtep\":\"192.168.10.163\"}";
    private static final String OTHER = "{\"vtep\":\"192.168.10.200\"}";

    private final TestApi api = new TestApi();

    @BeforeEach
    void start() throws IOException {
        api.start();
        api.controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({FABRIC, DOCKER01, INTENT})
    void whatIsKnownIsNotSentAgain(String path) throws IOException {
        String tag = tag(path);
        assertThat(api.admin(path).header("If-None-Match", tag).get().getStatus())
                .isEqualTo(304);
        assertThat(api.admin(path).header("If-None-Match", "W/" + tag).get().getStatus())
                .isEqualTo(304);
        assertThat(api.admin(path).header("If-None-Match", "*").get().getStatus())
                .isEqualTo(304);
        assertThat(api.admin(path).header("If-None-Match", "\"other\"").get().getStatus())
                .isEqualTo(200);
        assertProblem(api.admin(path).header("If-Match", "\"other\"").get(), 412, "precondition-failed");
        assertProblem(api.admin(path).header("If-None-Match", "unquoted").get(), 400, "bad-precondition");
    }

    @Test
    void aTagStandsForWhatIsAskedForAndNotForWhatIsFound() throws IOException {
        String before = tag(DOCKER01);
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        assertThat(tag(DOCKER01)).isEqualTo(before);
        api.admin(DOCKER01).put(OTHER);
        assertThat(tag(DOCKER01)).isNotEqualTo(before);
        api.admin(DOCKER02).put("{\"vtep\":\"192.168.10.164\"}");
        String joined = tag(DOCKER02);
        api.admin(DOCKER02).delete();
        assertThat(tag(DOCKER02)).isNotEqualTo(joined);
    }

    @Test
    void aStaleTagChangesNothing() throws IOException {
        String stale = tag(DOCKER01);
        String staleFabric = tag(FABRIC);
        api.admin(DOCKER01).put("{\"vtep\":\"192.168.10.163\",\"ovsdb\":\"tcp:127.0.0.1:9\"}");
        api.admin(FABRIC).put("{\"cidr\":\"10.0.0.0/8\",\"mtu\":1400}");
        String before = tag(INTENT);
        assertProblem(api.admin(DOCKER01).header("If-Match", stale).put(REQUEST), 412, "precondition-failed");
        assertProblem(api.admin(DOCKER01).header("If-Match", stale).delete(), 412, "precondition-failed");
        assertProblem(
                api.admin(FABRIC).header("If-Match", staleFabric).put("{\"cidr\":\"10.0.0.0/8\"}"),
                412,
                "precondition-failed");
        assertProblem(
                api.admin(DOCKER01)
                        .query("dryRun", "true")
                        .header("If-Match", stale)
                        .put(REQUEST),
                412,
                "precondition-failed");
        assertThat(tag(INTENT)).isEqualTo(before);
        Response fresh = api.admin(DOCKER01)
                .header("If-Match", "\"x\", " + tag(DOCKER01))
                .put(REQUEST);
        assertThat(fresh.getStatus()).isEqualTo(200);
        assertThat(fresh.getHeaderString("ETag")).isEqualTo(stale);
    }

    @Test
    void aWeakTagIsNoGroundForAChange() throws IOException {
        assertProblem(
                api.admin(DOCKER01).header("If-Match", "W/" + tag(DOCKER01)).put(OTHER), 412, "precondition-failed");
    }

    @Test
    void aHostIsOnlyCreatedOrOnlyChangedAsAsked() throws IOException {
        String docker02 = "/api/v1/hosts/docker02";
        assertProblem(api.admin(docker02).header("If-Match", "*").put(OTHER), 412, "precondition-failed");
        assertThat(api.admin(docker02).header("If-None-Match", "*").put(OTHER).getStatus())
                .isEqualTo(201);
        assertProblem(api.admin(docker02).header("If-None-Match", "*").put(OTHER), 412, "precondition-failed");
        assertThat(api.admin(docker02).header("If-Match", "*").put(OTHER).getStatus())
                .isEqualTo(200);
        assertProblem(
                api.admin("/api/v1/hosts/docker09").header("If-Match", "*").delete(), 404, "no-such-host");
    }

    @Test
    void aDryRunTellsThePlanOfANewHostAndItsPeersAndChangesNothing() throws IOException {
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        Intent before = api.controller.intent();
        JsonNode plans = body(
                        api.admin("/api/v1/hosts/docker02")
                                .query("dryRun", "true")
                                .put(OTHER),
                        200)
                .path("items");
        assertThat(texts(plans, "host")).containsExactly("docker01", "docker02");
        assertThat(texts(plans.get(0).path("changes"), "reason")).anyMatch(reason -> reason.contains("docker02"));
        assertThat(plans.get(1).path("unknown").asText()).contains("not connected");
        assertThat(api.controller.intent()).isEqualTo(before);
    }

    @Test
    void aDryRunOfALeaveTellsThatTheBridgeGoes() throws IOException {
        api.connect(TestApi.docker01());
        api.awaitFlows(TestApi.docker01(), 16);
        JsonNode plans =
                body(api.admin(DOCKER01).query("dryRun", "true").delete(), 200).path("items");
        assertThat(texts(plans.get(0).path("changes"), "action")).contains("remove");
        assertThat(api.controller.intent().joinedHosts()).hasSize(1);
    }

    @Test
    void aDryRunIsRefusedAsTheChangeWouldBe() throws IOException {
        assertProblem(api.admin(FABRIC).query("dryRun", "true").put("{\"cidr\":\"172.16.0.0/12\"}"), 409, "conflict");
        assertProblem(
                api.admin(DOCKER01).query("dryRun", "true").put("{\"vtep\":\"10.9.9.9\"}"), 422, "invalid-intent");
        assertProblem(
                api.admin("/api/v1/hosts/docker09").query("dryRun", "true").delete(), 404, "no-such-host");
        assertThat(body(api.admin(FABRIC).query("dryRun", "true").put("{\"cidr\":\"10.0.0.0/8\",\"mtu\":1400}"), 200)
                        .path("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/yaml", "application/x-yaml"})
    void puttingWhatWasGotChangesNothing(String type) throws IOException {
        Intent before = api.controller.intent();
        Response got = api.admin(INTENT).replaceHeader("Accept", type).get();
        assertThat(got.getMediaType()).hasToString(type);
        Response put = api.admin(INTENT)
                .type(type)
                .header("If-Match", got.getHeaderString("ETag"))
                .put(got.readEntity(String.class));
        assertThat(put.getStatus()).isEqualTo(200);
        assertThat(put.getHeaderString("ETag")).isEqualTo(got.getHeaderString("ETag"));
        assertThat(api.controller.intent()).isEqualTo(before);
    }

    @Test
    void everythingIsReplacedInOneRevision() throws IOException {
        long revision = api.controller.intent().revision();
        String document = """
                fabric: {cidr: 10.0.0.0/8, mtu: 1400}
                hosts:
                  docker03: {vtep: 192.168.10.165}
                  docker02: {vtep: 192.168.10.164}
                """;
        Response dry = api.admin(INTENT)
                .type("application/yaml")
                .query("dryRun", "true")
                .header("If-Match", tag(INTENT))
                .put(document);
        assertThat(body(dry, 200).path("differences")).isEqualTo(json("""
                {"differences": [
                 {"action":"changed","path":"fabric.mtu","from":null,"to":1400},
                 {"action":"removed","path":"hosts.docker01",
                  "from":{"vtep":"192.168.10.163","subnet":"10.1.0.0/16","gateway":"10.100.0.1","ovsdb":null},"to":null},
                 {"action":"added","path":"hosts.docker02","from":null,
                  "to":{"vtep":"192.168.10.164","subnet":"10.2.0.0/16","gateway":"10.100.0.2","ovsdb":null}},
                 {"action":"added","path":"hosts.docker03","from":null,
                  "to":{"vtep":"192.168.10.165","subnet":"10.3.0.0/16","gateway":"10.100.0.3","ovsdb":null}}]}""").path("differences"));
        assertThat(api.controller.intent().revision()).isEqualTo(revision);
        Response put = api.admin(INTENT)
                .type("application/yaml")
                .header("If-Match", tag(INTENT))
                .put(document);
        assertThat(body(put, 200).path("hosts").fieldNames()).toIterable().containsExactly("docker02", "docker03");
        assertThat(api.controller.intent().revision()).isEqualTo(revision + 1);
        assertThat(body(api.admin(DOCKER01).get(), 200).at("/status/membership").asText())
                .isEqualTo("leaving");
    }

    @Test
    void aDocumentThatIsSilentLeavesWhatContainersReachOfTheHostsAsItIs() throws IOException {
        String silent = "{\"fabric\":{\"cidr\":\"10.0.0.0/8\"},\"hosts\":{\"docker01\":" + REQUEST + "}}";
        assertThat(hostAccessAfter(silent)).isEqualTo("shut");
        assertThat(hostAccessAfter(silent.replace("/8\"", "/8\",\"hostAccess\":\"open\"")))
                .isEqualTo("open");
        assertThat(hostAccessAfter(silent)).isEqualTo("open");
    }

    /** Before anything was asked for nothing is in force, and such a copy is of a fabric whose hosts were open. */
    @Test
    void aCopyFromBeforeThereWasAChoiceIsOfAnOpenFabric() throws IOException {
        api.close();
        try (TestApi fresh = new TestApi()) {
            fresh.start();
            Response empty = fresh.admin(INTENT).get();
            ObjectNode copy = body(empty, 200);
            assertThat(copy.at("/fabric/hostAccess").asText()).isEqualTo("shut");
            ((ObjectNode) copy.path("fabric")).remove(List.of("hostAccess", "hostAccessAllow"));
            ((ObjectNode) copy.path("hosts")).set("docker01", json(REQUEST));
            Response put = fresh.admin(INTENT)
                    .header("If-Match", empty.getHeaderString("ETag"))
                    .put(copy.toString());
            assertThat(body(put, 200).at("/fabric/hostAccess").asText()).isEqualTo("open");
        }
    }

    private String hostAccessAfter(String document) throws IOException {
        Response put = api.admin(INTENT).header("If-Match", tag(INTENT)).put(document);
        return body(put, 200).at("/fabric/hostAccess").asText();
    }

    @Test
    void replacingEverythingNeedsATagThatIsNotStale() throws IOException {
        String document = api.admin(INTENT).get().readEntity(String.class);
        assertProblem(api.admin(INTENT).put(document), 428, "precondition-required");
        String stale = tag(INTENT);
        api.admin(DOCKER01).put(OTHER);
        assertProblem(api.admin(INTENT).header("If-Match", stale).put(document), 412, "precondition-failed");
    }

    @Test
    void everyViolationOfTheWholeIsNamedByItsPathAndNothingIsChanged() throws IOException {
        Intent before = api.controller.intent();
        assertThat(violations("""
                {"fabric": {"cidr": "10.0.0.0/8", "vni": -1}, "colour": "red",
                 "hosts": {"docker01": {"vtep": "x", "size": 1}, "docker02": 7, "Docker_03": {"vtep": "192.168.10.165"}}}"""))
                .containsExactlyInAnyOrder(
                        "colour",
                        "fabric.vni",
                        "hosts.docker01.vtep",
                        "hosts.docker01.size",
                        "hosts.docker02.vtep",
                        "hosts.Docker_03.id");
        assertThat(violations("""
                {"fabric": {"cidr": "10.0.0.0/8"},
                 "hosts": {"docker02": {"vtep": "10.9.9.9"}, "docker03": {"vtep": "192.168.10.165", "subnet": "10.2.0.0/16"},
                           "docker04": {"vtep": "192.168.10.165"}}}""")).containsExactlyInAnyOrder("hosts.docker02.vtep", "hosts.docker04.vtep");
        assertThat(violations("{\"fabric\": null}")).containsExactlyInAnyOrder("fabric", "hosts");
        assertThat(api.controller.intent()).isEqualTo(before);
    }

    @Test
    void theWholeObeysTheRulesOfItsParts() throws IOException {
        assertProblem(
                api.admin(INTENT)
                        .header("If-Match", "*")
                        .put("{\"fabric\": {\"cidr\": \"172.16.0.0/12\"}, \"hosts\": {}}"),
                409,
                "conflict");
        api.admin(DOCKER01).delete();
        assertThat(
                        violations(
                                "{\"fabric\": {\"cidr\": \"10.0.0.0/8\"}, \"hosts\": {\"docker01\": {\"vtep\": \"192.168.10.163\"}}}"))
                .containsExactly("hosts.docker01.id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "- a",
                "a: 1\na: 2",
                "a: [",
                "a: 1\n---\nb: 2",
                "a: &a [1]\nb: *a",
                "a: &a [&b [&c [x]]]\nb: [*a, *a]",
                "a: &a [*a]",
                "!!java.net.URL [a]: b"
            })
    void yamlThatIsNotOnePlainMappingIsRefused(String body) throws IOException {
        assertProblem(
                api.admin(INTENT)
                        .type("application/yaml")
                        .header("If-Match", "*")
                        .put(body),
                400,
                "malformed-body");
    }

    @Test
    void yamlThatIsNestedTooDeeplyIsRefused() throws IOException {
        String deep = "a: " + "[".repeat(100_000);
        assertProblem(
                api.admin(INTENT)
                        .type("application/yaml")
                        .header("If-Match", "*")
                        .put(deep),
                400,
                "malformed-body");
    }

    @Test
    void yamlWhoseAliasesStandForMoreThanABodyMayHoldIsRefused() throws IOException {
        String text = "fabric: {cidr: &x " + "x".repeat(100_000) + ", vni: [" + "*x, ".repeat(100_000) + "]}";
        assertProblem(
                api.admin(INTENT)
                        .type("application/yaml")
                        .header("If-Match", "*")
                        .put(text),
                400,
                "malformed-body");
    }

    @Test
    void anAliasOfAShortTextIsTaken() throws IOException {
        String text = "fabric: {cidr: &x 10.0.0.0/8, gatewayCidr: *x}\nhosts: {}";
        Response refusal = api.admin(INTENT)
                .type("application/yaml")
                .header("If-Match", "*")
                .put(text);
        assertThat(assertProblem(refusal, 422, "invalid-intent").toString()).contains("10.0.0.0/8");
    }

    private List<String> violations(String document) throws IOException {
        Response refusal = api.admin(INTENT).header("If-Match", "*").put(document);
        return texts(assertProblem(refusal, 422, "invalid-intent").path("violations"), "field");
    }

    private String tag(String path) {
        Response answer = api.admin(path).get();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getHeaderString("ETag");
    }
}
