package io.landbridge.northbound.https;

import com.google.common.io.BaseEncoding;
import io.landbridge.northbound.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the web server has its key from. The admin's pair, {@code etc/tls/certificate.pem} and {@code key.pem},
 * comes first; else a pair of the same names is made once beside the data. Either becomes the server's keystore at each
 * start, under a password of that start.
 */
final class HttpsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsFiles.class);

    private static final String CERTIFICATE = "certificate.pem";
    private static final String KEY = "key.pem";
    private static final int PASSWORD_BYTES = 32;

    private final Path given;
    private final Path own;
    private final Clock clock;

    HttpsFiles(Path etc, Path data, Clock clock) {
        this.given = etc.resolve("tls");
        this.own = data.resolve("landbridge").resolve("tls");
        this.clock = clock;
    }

    /**
     * Writes the keystore.
     *
     * @param besides names and addresses that a new certificate shall have too, with commas between
     */
    void prepare(String besides) throws IOException, GeneralSecurityException {
        Files.createDirectories(own);
        Path folder = Files.exists(given.resolve(KEY)) ? given : own;
        if (!Files.exists(folder.resolve(KEY))) {
            write(SelfSigned.create(ServerNames.ofThisMachine(besides), clock.instant()));
            LOG.info("A certificate for https was made; clients trust it by {}", own.resolve(CERTIFICATE));
        }
        ServerIdentity identity = ServerIdentity.read(folder.resolve(CERTIFICATE), folder.resolve(KEY));
        writeKeystore(identity);
        LOG.info(
                "https has the certificate {}, valid until {}, SHA-256 fingerprint {}",
                folder.resolve(CERTIFICATE),
                identity.certificate().getNotAfter().toInstant(),
                identity.fingerprint());
    }

    /** The key comes last: while it is missing, the pair is. */
    private void write(ServerIdentity identity) throws IOException {
        Files.writeString(own.resolve(CERTIFICATE), identity.certificatesAsPem());
        PrivateFiles.write(own.resolve(KEY), identity.keyAsPem().getBytes(StandardCharsets.US_ASCII));
    }

    private void writeKeystore(ServerIdentity identity) throws IOException, GeneralSecurityException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = BaseEncoding.base16().encode(random);
        KeyStore keystore = KeyStore.getInstance("PKCS12");
        keystore.load(null, null);
        keystore.setKeyEntry(
                "https",
                identity.key(),
                password.toCharArray(),
                identity.chain().toArray(Certificate[]::new));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        keystore.store(bytes, password.toCharArray());
        PrivateFiles.write(own.resolve("keystore.p12"), bytes.toByteArray());
        PrivateFiles.write(own.resolve("keystore-password"), password.getBytes(StandardCharsets.US_ASCII));
    }
}
