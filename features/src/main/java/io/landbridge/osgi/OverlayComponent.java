package io.landbridge.osgi;

import io.landbridge.model.Ipv4Address;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.IntentStore;
import io.landbridge.port.out.Switches;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controller while its store and both southbound services are there, and offers it as {@link Overlay}. A
 * change of configuration makes a new controller; hosts and their flows do not notice.
 */
@Component(
        configurationPid = "io.landbridge",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class OverlayComponent {
    private static final Logger LOG = LoggerFactory.getLogger(OverlayComponent.class);

    private final OverlayController controller;
    private @Nullable ServiceRegistration<Overlay> registration;

    /** What {@code etc/io.landbridge.cfg} says to the core; the file tells what each key means. */
    @interface Config {
        int openflow_port() default 6653;

        String openflow_target() default "";

        int audit_interval() default 60;
    }

    @Activate
    public OverlayComponent(
            Config config,
            @Reference IntentStore store,
            @Reference HostDatabases databases,
            @Reference Switches switches) {
        controller = new OverlayController(store, databases, switches, settings(config));
    }

    /** A stored intent that cannot be used is no reason to go: the API then tells what is missing. */
    @Activate
    void start(BundleContext context) {
        try {
            controller.start();
        } catch (IOException unusable) {
            LOG.error("No host is touched: the stored intent cannot be used: {}", unusable.getMessage());
        }
        registration = context.registerService(Overlay.class, controller, null);
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
        controller.close();
    }

    static ControllerSettings settings(Config config) {
        if (config.audit_interval() < 1) {
            throw new IllegalArgumentException(
                    "audit.interval: " + config.audit_interval() + " is not a number of seconds, 1 or more");
        }
        return new ControllerSettings(
                config.openflow_port(),
                Optional.of(config.openflow_target())
                        .filter(target -> !target.isBlank())
                        .map(target -> Ipv4Address.parse(target.strip()).toString()),
                Duration.ofSeconds(config.audit_interval()));
    }
}
