package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
    private static final String BEFORE = """
            {"fabric": {"cidr": "10.0.0.0/8", "mtu": null},
             "hosts": {"docker01": {"vtep": "192.168.10.163", "subnet": "10.1.0.0/16", "gateway": "10.100.0.1"},
                       "docker02": {"vtep": "192.168.10.164", "subnet": "10.2.0.0/16", "gateway": "10.100.0.2"}}}
            """;
    private static final String AFTER = """
            {"fabric": {"cidr": "10.0.0.0/8", "mtu": 1400},
             "hosts": {"docker01": {"vtep": "192.168.10.170", "subnet": "10.1.0.0/16", "gateway": "10.100.0.1"},
                       "docker03": {"vtep": "192.168.10.165", "subnet": "10.3.0.0/16", "gateway": "10.100.0.3"}}}
            """;
    private static final String FILE = """
            # What we want.
            fabric:
              cidr: 10.0.0.0/8
              mtu: 1400
            hosts:
              docker01: {vtep: 192.168.10.170}
              docker03: {vtep: 192.168.10.165}
            """;

    private Path file;
    private FakeController controller;
    private TestClient client;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        file = Files.writeString(home.resolve("fabric.yaml"), FILE);
        controller = FakeController.http().on("GET /intent", 200, BEFORE, "ETag", "\"41\"");
        client = new TestClient(home, controller);
    }

    @AfterEach
    void close() {
        controller.close();
    }

    @Test
    void theFileIsSentWithTheVersionThatWasReadAndTheDifferencesArePrinted() throws IOException {
        controller.on("PUT /intent", 200, AFTER, "ETag", "\"42\"");
        assertThat(client.run("apply", "-f", file.toString())).as(client.err()).isEqualTo(ExitCode.DONE);
        assertThat(controller.lastAsked().header("If-match")).contains("\"41\"");
        assertThat(Json.read(controller.lastAsked().body())).isEqualTo(Json.read("""
                                {"fabric": {"cidr": "10.0.0.0/8", "mtu": 1400},
                                 "hosts": {"docker01": {"vtep": "192.168.10.170"},
                                           "docker03": {"vtep": "192.168.10.165"}}}
                                """));
        assertThat(client.out()).isEqualTo("""
                        fabric: mtu - -> 1400
                        docker01: vtep 192.168.10.163 -> 192.168.10.170
                        docker03: new
                        docker02: leaves
                        """);
    }

    @Test
    void theSameAgainSaysThatThereIsNothingToChange() {
        controller.on("PUT /intent", 200, BEFORE);
        assertThat(client.run("apply", "-f", file.toString())).isEqualTo(ExitCode.DONE);
        assertThat(client.out()).isEqualTo("Nothing to change\n");
    }

    @Test
    void aChangeByAnotherIsToldAndNothingIsTriedAgain() {
        controller.on("PUT /intent", 412, "{\"title\": \"Changed meanwhile\"}");
        assertThat(client.run("apply", "-f", file.toString())).isEqualTo(ExitCode.CHANGED_MEANWHILE);
        assertThat(client.err()).contains("somebody else changed it meanwhile");
        assertThat(controller.asked()).hasSize(2);
    }

    @Test
    void aDryRunPrintsWhoComesAndGoesAndWhatIsResetAndThePlan() {
        controller.on("PUT /intent?dryRun=true", 200, """
                {"items": [{"host": "docker01", "changes": [], "unknown": "not connected"}],
                 "differences": [
                   {"action": "changed", "path": "fabric.egressNat", "from": false, "to": true},
                   {"action": "changed", "path": "hosts.docker01.ovsdb", "from": "tcp:192.168.10.163:6640", "to": null},
                   {"action": "removed", "path": "hosts.docker02", "from": {"vtep": "192.168.10.164"}, "to": null},
                   {"action": "added", "path": "hosts.docker03", "from": null, "to": {"vtep": "192.168.10.165"}}]}
                """);
        assertThat(client.run("apply", "--dry-run", "-f", file.toString())).isEqualTo(ExitCode.DONE);
        assertThat(controller.asked()).hasSize(2);
        assertThat(client.out()).isEqualTo("""
                        fabric: egressNat false -> true
                        docker01: ovsdb tcp:192.168.10.163:6640 -> -
                        docker02: leaves
                        docker03: new
                        Nothing to change on any host that could be read
                        docker01: not read: not connected
                        """);
    }

    @Test
    void aFileThatIsNotYamlIsSaidByLineAndNothingIsSent() throws IOException {
        Files.writeString(file, "fabric:\n  cidr: 10.0.0.0/8\n  cidr: 10.0.0.0/8\n");
        assertThat(client.run("apply", "-f", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("fabric.yaml:3:").contains("cidr");

        Files.writeString(file, "fabric:\n  bridge: &name br0\n  containerBridge: *name\n");
        assertThat(client.run("apply", "-f", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("fabric.yaml:3:20: '*name' is an alias");

        Files.writeString(file, "hosts: {docker01: [\n");
        assertThat(client.run("apply", "-f", file.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(client.run("apply", "-f", file + ".not")).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("there is no file");
        assertThat(controller.asked()).isEmpty();
    }

    @Test
    void whatIntentShowPrintsIsAFileToApply() throws IOException {
        controller.on("PUT /intent", 200, BEFORE);
        assertThat(client.run("intent", "show")).isEqualTo(ExitCode.DONE);
        Files.writeString(file, client.out());
        client.run("apply", "-f", file.toString());
        assertThat(Json.read(controller.lastAsked().body())).isEqualTo(Json.read(BEFORE));

        assertThat(client.run("intent", "show", "-o", "json")).isEqualTo(ExitCode.DONE);
        assertThat(Json.read(client.out())).isEqualTo(Json.read(BEFORE));
    }

    @Test
    void theExampleOfTheDocumentationCanBeApplied() throws IOException {
        controller.on("PUT /intent", 200, BEFORE);
        Path example = Path.of("..", "docs", "fabric.yaml");
        assertThat(client.run("apply", "-f", example.toString()))
                .as(client.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(Json.read(controller.lastAsked().body())
                        .path("hosts")
                        .path("docker01")
                        .path("vtep")
                        .asText())
                .isEqualTo("192.168.10.163");
    }
}
