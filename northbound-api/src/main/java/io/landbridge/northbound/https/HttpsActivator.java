package io.landbridge.northbound.https;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares the files of https; the bundle's start level is below the web server's. */
public final class HttpsActivator implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsActivator.class);

    /** Where a new certificate shall name more than the machine knows of itself, such as its name in the DNS. */
    private static final String NAMES = "LANDBRIDGE_NAMES";

    @Override
    public void start(BundleContext context) {
        Path etc = Path.of(context.getProperty("karaf.etc"));
        Path data = Path.of(context.getProperty("karaf.data"));
        try {
            new HttpsFiles(etc, data, Clock.systemUTC())
                    .prepare(Optional.ofNullable(System.getenv(NAMES)).orElse(""));
        } catch (IOException | GeneralSecurityException unusable) {
            LOG.error("https keeps the certificate it had, if any: {}", unusable.toString());
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
