package io.landbridge.northbound.login;

import com.google.common.io.BaseEncoding;
import io.landbridge.northbound.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the admin finds the password of the first account, until they have logged in with it. */
@Component(service = InitialPassword.class)
public final class InitialPassword {
    static final String ACCOUNT = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(InitialPassword.class);
    private static final int RANDOM_BYTES = 20;

    private final Path file;

    @Activate
    public InitialPassword(BundleContext context) {
        this(Path.of(context.getProperty("karaf.data")));
    }

    InitialPassword(Path data) {
        this.file = data.resolve("initial-admin-password");
    }

    Path file() {
        return file;
    }

    /** A new password, which is in the file from now on. */
    String make() throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String password = BaseEncoding.base32().lowerCase().encode(random);
        PrivateFiles.write(file, (password + "\n").getBytes(StandardCharsets.US_ASCII));
        return password;
    }

    /** Somebody has logged in: if that is the first account, the file has done its duty. */
    void used(String account) {
        if (!account.equals(ACCOUNT)) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("{} cannot be removed: remove it yourself", file);
        }
    }
}
