package io.landbridge.northbound.https;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key and certificate the web server gets, and what of them lies where. */
class HttpsFilesTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private Path etc;
    private Path own;
    private HttpsFiles files;

    @BeforeEach
    void folders() throws IOException {
        etc = Files.createDirectory(folder.resolve("etc"));
        own = folder.resolve("data/landbridge/tls");
        files = new HttpsFiles(etc, folder.resolve("data"), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void theFirstStartMakesACertificateForTheNamesOfTheMachine() throws Exception {
        files.prepare("controller.example.org, 192.0.2.7");
        X509Certificate made = served();
        made.checkValidity(Date.from(NOW));
        made.verify(made.getPublicKey());
        assertThat(names(made))
                .contains("localhost", "127.0.0.1", "controller.example.org", "192.0.2.7")
                .doesNotHaveDuplicates();
        assertThat(made.getBasicConstraints()).isEqualTo(-1);
        assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void aLaterStartKeepsTheCertificateAndChangesTheKeystoresPassword() throws Exception {
        files.prepare("");
        X509Certificate made = served();
        String password = Files.readString(own.resolve("keystore-password"));
        files.prepare("");
        assertThat(served()).isEqualTo(made);
        assertThat(Files.readString(own.resolve("keystore-password"))).isNotEqualTo(password);
    }

    @Test
    void whatIsSecretOnlyItsOwnerReads() throws Exception {
        files.prepare("");
        for (String secret : List.of("key.pem", "keystore.p12", "keystore-password")) {
            assertThat(Files.getPosixFilePermissions(own.resolve(secret)))
                    .as(secret)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void theAdminsPairComesFirst() throws Exception {
        files.prepare("");
        X509Certificate made = served();
        ServerIdentity admins = give(SelfSigned.create(ServerNames.of(Stream.of("admins.example.org")), NOW));
        files.prepare("");
        assertThat(served()).isEqualTo(admins.certificate());
        Files.delete(etc.resolve("tls/key.pem"));
        files.prepare("");
        assertThat(served()).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"ec, EC PARAMETERS", "rsa, RSA PRIVATE KEY"})
    void keysAreReadAsOpensslWritesThem(String pair, String begin) throws Exception {
        copy(pair + "-certificate.pem", "certificate.pem");
        copy(pair + "-key.pem", "key.pem");
        assertThat(etc.resolve("tls/key.pem")).content().startsWith("-----BEGIN " + begin);
        files.prepare("");
        assertThat(served().getSubjectX500Principal()).hasToString("CN=" + pair + ".example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa"})
    void aKeyOfAnotherCertificateIsRefusedAndWhatWasThereStays(String pair) throws Exception {
        files.prepare("");
        X509Certificate made = served();
        give(SelfSigned.create(ServerNames.of(Stream.of("admins.example.org")), NOW));
        copy(pair + "-key.pem", "key.pem");
        assertThatIOException().isThrownBy(() -> files.prepare("")).withMessageContaining("is not the key of");
        assertThat(served()).isEqualTo(made);
    }

    @Test
    void anEncryptedKeyIsRefusedWithTheRemedy() throws Exception {
        copy("ec-certificate.pem", "certificate.pem");
        copy("encrypted-key.pem", "key.pem");
        assertThatIOException().isThrownBy(() -> files.prepare("")).withMessageContaining("openssl pkey");
    }

    @Test
    void filesThatHoldNothingAreRefusedByName() throws Exception {
        give(SelfSigned.create(ServerNames.of(Stream.of("admins.example.org")), NOW));
        Files.writeString(etc.resolve("tls/certificate.pem"), "nothing");
        assertThatIOException().isThrownBy(() -> files.prepare("")).withMessageContaining("certificate.pem");
        Files.writeString(etc.resolve("tls/key.pem"), "nothing");
        assertThatIOException().isThrownBy(() -> files.prepare("")).withMessageContaining("key.pem");
    }

    @Test
    void namesAreSortedFromAddressesAndNonsenseIsLeftOut() {
        ServerNames names = ServerNames.of(Stream.of("Host\n", "", "no name", "-x", "2001:db8::1", "10.0.0.1", "host"));
        assertThat(names).isEqualTo(new ServerNames(List.of("host"), List.of("2001:db8::1", "10.0.0.1")));
    }

    @Test
    void theCertificateIsGoodForYears() throws Exception {
        files.prepare("");
        assertThat(served().getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(3000)));
    }

    private ServerIdentity give(ServerIdentity identity) throws IOException {
        Path tls = Files.createDirectories(etc.resolve("tls"));
        Files.writeString(tls.resolve("certificate.pem"), identity.certificatesAsPem());
        Files.writeString(tls.resolve("key.pem"), identity.keyAsPem());
        return identity;
    }

    /** Gives a file that openssl has made. */
    private void copy(String resource, String name) throws IOException {
        Path tls = Files.createDirectories(etc.resolve("tls"));
        try (InputStream in = requireNonNull(getClass().getResourceAsStream(resource))) {
            Files.copy(in, tls.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private X509Certificate served() throws Exception {
        char[] password = Files.readString(own.resolve("keystore-password")).toCharArray();
        KeyStore keystore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(own.resolve("keystore.p12"))) {
            keystore.load(in, password);
        }
        assertThat(keystore.getKey("https", password)).isNotNull();
        return (X509Certificate) keystore.getCertificate("https");
    }

    private static List<String> names(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .toList();
    }
}
