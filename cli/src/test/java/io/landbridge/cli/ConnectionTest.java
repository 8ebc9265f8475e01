package io.landbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    private static final String NO_HOSTS = "{\"items\": []}";

    private Path home;
    private TestClient client;

    @BeforeEach
    void newClient(@TempDir Path home) {
        this.home = home;
        client = new TestClient(home);
    }

    @Test
    void aCertificateOfOnesOwnIsTrustedIfItIsGiven()
            throws IOException, InterruptedException, GeneralSecurityException {
        Certificate certificate = new Certificate(home, "controller");
        try (FakeController controller = FakeController.https(certificate.server())) {
            controller.on("GET /hosts", 200, NO_HOSTS);
            String cacert = certificate.pem().toString();
            assertThat(client.run("host", "list", "--url", controller.url(), "--cacert", cacert))
                    .as(client.err())
                    .isEqualTo(ExitCode.DONE);
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrustedAndNoPasswordIsSent()
            throws IOException, InterruptedException, GeneralSecurityException {
        Certificate certificate = new Certificate(home, "controller");
        Certificate other = new Certificate(home, "other");
        try (FakeController controller = FakeController.https(certificate.server())) {
            assertThat(client.run("host", "list", "--url", controller.url())).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(client.err()).contains("give the controller's certificate with --cacert FILE");

            String cacert = other.pem().toString();
            assertThat(client.run("host", "list", "--url", controller.url(), "--cacert", cacert))
                    .isEqualTo(ExitCode.UNREACHABLE);
            assertThat(client.err()).contains("is " + cacert + " this controller's certificate");
            assertThat(controller.asked()).isEmpty();
        }
    }

    @Test
    void aFileWithoutACertificateIsAWrongCommandLine() throws IOException {
        Path empty = Files.writeString(home.resolve("empty.pem"), "nothing\n");
        assertThat(client.run("host", "list", "--cacert", empty.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains("empty.pem");
    }

    @Test
    void whereNobodyListensTheControllerIsUnreachable() throws IOException {
        int port;
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAgain.getLocalPort();
        }
        assertThat(client.run("host", "list", "--url", "http://127.0.0.1:" + port))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(client.err()).contains("nobody listens there");
    }

    @Test
    void aNameThatDoesNotExistIsSaid() {
        ConnectException unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());
        assertThat(Unreachable.of(at("https://controller"), unknown))
                .hasMessage("https://controller: there is no such name; give the controller's with --url");
    }

    @Test
    void whoMayNotLogInOrMayNotChangeIsToldApart() throws IOException {
        try (FakeController controller = FakeController.http()) {
            controller.on("GET /hosts", 401, "{\"title\": \"Log in first\"}");
            controller.on(
                    "DELETE /hosts/docker01?force=false",
                    403,
                    "{\"title\": \"Not allowed\", \"detail\": \"this account may only read\"}");
            assertThat(client.run("host", "list", "--url", controller.url())).isEqualTo(ExitCode.UNAUTHORIZED);
            assertThat(client.err()).contains("alice may not log in").contains("name or password is wrong");
            assertThat(client.run("host", "remove", "docker01", "--url", controller.url()))
                    .isEqualTo(ExitCode.UNAUTHORIZED);
            assertThat(client.err()).isEqualTo("landbridge: alice: Not allowed: this account may only read\n");
        }
    }

    @Test
    void whatIsNoControllerIsSaidToBeNone() throws IOException {
        try (FakeController controller = FakeController.http()) {
            controller.on("GET /hosts", 502, "<html>Bad Gateway</html>");
            controller.on("GET /plan", 200, "<html>Welcome</html>");
            controller.on("GET /fabric", 200, "[]");
            controller.on("DELETE /hosts/docker01?force=false", 200, "");
            assertThat(client.run("host", "list", "--url", controller.url())).isEqualTo(ExitCode.REFUSED);
            assertThat(client.err()).contains("HTTP status 502");
            assertThat(client.run("plan", "--url", controller.url())).isEqualTo(ExitCode.REFUSED);
            assertThat(client.err()).contains("is it the right URL?");
            assertThat(client.run("fabric", "set", "--vni", "2", "--url", controller.url()))
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(client.err()).contains("is it the right URL?");
            assertThat(client.run("host", "remove", "docker01", "--url", controller.url()))
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(client.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller", "ftp://controller", "https://controller:65536", "https://two words"})
    void whatIsNoUrlOfAControllerIsAWrongCommandLine(String url) {
        assertThat(client.run("host", "list", "--url", url)).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).startsWith("landbridge: '" + url + "' is no URL of a controller");
    }

    @Test
    void settingsComeFromAFileThatNobodyElseMayRead() throws IOException {
        try (FakeController controller = FakeController.http()) {
            controller.on("GET /hosts", 200, NO_HOSTS);
            Path config = config("rw-------", "# mine", "url = " + controller.url(), "user=bob", "password = a=b # c");
            client.environment.clear();
            assertThat(client.run("host", "list")).as(client.err()).isEqualTo(ExitCode.DONE);
            // bob:a=b # c
            assertThat(controller.lastAsked().header("Authorization")).contains("Basic Ym9iOmE9YiAjIGM=");

            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
            assertThat(client.run("host", "list")).isEqualTo(ExitCode.USAGE);
            assertThat(client.err()).contains("chmod 600 " + config);
        }
    }

    @Test
    void aLineThatIsNotUnderstoodIsSaid() throws IOException {
        Path config = config("rw-------", "url = http://127.0.0.1:1", "pasword = x");
        assertThat(client.run("host", "list")).isEqualTo(ExitCode.USAGE);
        assertThat(client.err()).contains(config + ":2: ");
    }

    @Test
    void thePasswordIsAskedForWhereItIsNotKept() throws IOException {
        try (FakeController controller = FakeController.http()) {
            controller.on("GET /hosts", 200, NO_HOSTS);
            client.environment.remove("LANDBRIDGE_PASSWORD");
            assertThat(client.run("host", "list", "--url", controller.url())).isEqualTo(ExitCode.USAGE);
            assertThat(client.err()).contains("no password: set LANDBRIDGE_PASSWORD");

            client.type("secret");
            assertThat(client.run("host", "list", "--url", controller.url())).isEqualTo(ExitCode.DONE);
            assertThat(controller.lastAsked().header("Authorization")).contains("Basic YWxpY2U6c2VjcmV0");
        }
    }

    @Test
    void aPasswordCanBeReadOnTheWayToAnotherMachineWithoutTls() {
        assertThat(at("http://controller:8181").isReadableOnTheWay()).isTrue();
        assertThat(at("http://127.0.0.1:8181").isReadableOnTheWay()).isFalse();
        assertThat(at("http://[::1]:8181").isReadableOnTheWay()).isFalse();
        assertThat(at("https://controller:8443").isReadableOnTheWay()).isFalse();
    }

    private static Settings at(String url) {
        return new Settings(URI.create(url), "alice", "secret", Optional.empty());
    }

    private Path config(String permissions, String... lines) throws IOException {
        Path config = home.resolve(".config/landbridge/config");
        Files.createDirectories(config.getParent());
        Files.write(config, List.of(lines));
        return Files.setPosixFilePermissions(config, PosixFilePermissions.fromString(permissions));
    }
}
