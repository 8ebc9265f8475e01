package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {
    private static final String DOCKER01 = """
            {"id": "docker01",
             "spec": {"vtep": "192.168.10.163", "subnet": "10.1.0.0/16", "gateway": "10.100.0.1", "ovsdb": null},
             "status": {"membership": "joined", "converged": false,
                        "conditions": [
                          {"type": "OvsdbConnected", "status": "True", "reason": "Connected",
                           "message": "connected over OVSDB", "since": "2026-01-31T12:00:00.123Z"},
                          {"type": "HelperReady", "status": "False", "reason": "NotReporting",
                           "message": "the helper is silent\\u001b[2J\\u009b2J", "since": "2026-01-31T12:00:01Z"},
                          {"type": "Converged", "status": "False", "reason": "NotYet",
                           "message": "not yet", "since": "2026-01-31T12:00:01Z"}],
                        "datapathId": "5e5011025c89c913", "ovsVersion": "3.1.0",
                        "flows": {"desired": 24, "installed": 20},
                        "dockerOptions": "--bip=10.1.0.1/16 --iptables=false",
                        "joinCommand": "landbridge-host join CONTROLLER --name docker01 --vtep 192.168.10.163"}}
            """;
    private static final String PLANS = """
            {"items": [{"host": "docker01", "unknown": null, "changes": [
              {"action": "add", "stage": "Routing", "target": "ip,nw_dst=10.2.0.0/16", "detail": "output:1",
               "reason": "docker02 owns 10.2.0.0/16"}]}]}
            """;

    private FakeController controller;
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        controller = FakeController.http();
        client = new TestClient(home, controller);
    }

    @AfterEach
    void close() {
        controller.close();
    }

    @Test
    void aListSaysWhatIsNotWellOnEachHost() {
        controller.on("GET /hosts", 200, "{\"items\": [" + DOCKER01 + "]}");
        assertThat(client.run("host", "list")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("""
                        HOST      VTEP            SUBNET       GATEWAY     FLOWS  STATE
                        docker01  192.168.10.163  10.1.0.0/16  10.100.0.1  20/24  not HelperReady
                        """);
    }

    @Test
    void aListSaysWhichHostsTwoMachinesClaimToBe() {
        String converged = DOCKER01.replace("\"converged\": false", "\"converged\": true");
        Stream.of(withConflict("False", converged), withConflict("True", converged), withConflict("False", DOCKER01))
                .forEach(host -> controller.on("GET /hosts", 200, "{\"items\": [" + host + "]}"));
        assertThat(listed()).endsWith("  converged\n");
        assertThat(listed()).endsWith("  converged, IdentityConflict\n");
        assertThat(listed()).endsWith("  not HelperReady\n");
    }

    private String listed() {
        client.run("host", "list");
        return client.out();
    }

    private static String withConflict(String status, String host) {
        String conflict = "{\"type\": \"IdentityConflict\", \"status\": \"" + status + "\"}, ";
        return host.replace("\"conditions\": [", "\"conditions\": [" + conflict);
    }

    @Test
    void jsonIsWhatTheControllerAnswered() throws IOException {
        controller.on("GET /hosts", 200, "{\"items\": [" + DOCKER01 + "]}");
        assertThat(client.run("host", "list", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(Json.read(client.out())).isEqualTo(Json.read("{\"items\": [" + DOCKER01 + "]}"));
    }

    @Test
    void theUserLogsInWithTheEnvironmentsPassword() {
        controller.on("GET /hosts", 200, "{\"items\": []}");
        client.run("host", "list");
        // alice:secret
        assertThat(controller.lastAsked().header("Authorization")).contains("Basic YWxpY2U6c2VjcmV0");
        assertThat(client.out()).isEqualTo("The fabric has no hosts; landbridge host add adds one\n");
    }

    @Test
    void aHostIsShownWithItsConditionsAndNothingThatATerminalWouldObey() {
        controller.on("GET /hosts/docker01", 200, DOCKER01);
        assertThat(client.run("host", "show", "docker01")).isEqualTo(ExitCode.DONE);
        assertThat(client.out())
                .contains("docker01      not HelperReady")
                .contains("OVSDB         dials the controller")
                .contains("OvsdbConnected  True    Connected     2026-01-31T12:00:00Z  connected over OVSDB")
                .contains("the helper is silent?[2J?2J")
                .doesNotContain("\u001b", "\u009b");
    }

    @Test
    void addingAHostSendsWhatIsGivenAndSaysWhatIsLeftToDo() throws IOException {
        controller.on("PUT /hosts/docker01", 201, DOCKER01);
        assertThat(client.run("host", "add", "docker01", "192.168.10.163", "--subnet=10.1.0.0/16"))
                .isEqualTo(ExitCode.DONE);
        assertThat(Json.read(controller.lastAsked().body()))
                .isEqualTo(Json.object().put("vtep", "192.168.10.163").put("subnet", "10.1.0.0/16"));
        assertThat(client.out())
                .contains("  dockerd --bip=10.1.0.1/16 --iptables=false\n")
                .endsWith("  landbridge-host join CONTROLLER --name docker01 --vtep 192.168.10.163\n");
    }

    @Test
    void aDryRunPrintsThePlan() {
        controller.on("PUT /hosts/docker02?dryRun=true", 200, PLANS);
        assertThat(client.run("host", "add", "docker02", "192.168.10.164", "--dry-run"))
                .isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("""
                        HOST      ACTION  TARGET                         CHANGE    REASON
                        docker01  add     Routing ip,nw_dst=10.2.0.0/16  output:1  docker02 owns 10.2.0.0/16
                        """);
    }

    @Test
    void aHostThatIsRemovedIsLeavingOrGone() {
        controller.on("DELETE /hosts/docker01?force=false", 202, DOCKER01);
        controller.on("DELETE /hosts/docker01?force=true", 204, "");
        assertThat(client.run("host", "remove", "docker01")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).startsWith("docker01 is leaving");
        assertThat(client.run("host", "remove", "docker01", "--force")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("docker01 is gone\n");
    }

    @Test
    void aDryRunOfARemovalAsksForThePlanAlone() {
        controller.on("DELETE /hosts/docker01?force=false&dryRun=true", 200, PLANS);
        assertThat(client.run("host", "remove", "docker01", "--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).contains("docker02 owns 10.2.0.0/16");
        assertThat(controller.asked()).hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidFieldByField() {
        controller.on("PUT /hosts/docker01", 422, """
                {"type": "urn:landbridge:problem:invalid-intent", "title": "The intent is not valid", "status": 422,
                 "detail": "vtep: 300.0.0.1 is no address",
                 "violations": [{"field": "vtep", "message": "300.0.0.1 is no address"}]}
                """, "Content-Type", "application/problem+json");
        assertThat(client.run("host", "add", "docker01", "300.0.0.1")).isEqualTo(ExitCode.REFUSED);
        assertThat(client.err()).isEqualTo("""
                        landbridge: The intent is not valid
                          vtep: 300.0.0.1 is no address
                        """);
        assertThat(client.out()).isEmpty();
    }

    @Test
    void aNameCannotLeadToAnotherPath() {
        client.run("host", "show", "../fabric?x=y z");
        assertThat(controller.lastAsked().request()).isEqualTo("GET /hosts/..%2Ffabric%3Fx%3Dy%20z");
    }
}
