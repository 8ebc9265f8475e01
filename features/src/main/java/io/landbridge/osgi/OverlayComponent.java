package io.landbridge.osgi;

import io.landbridge.event.EventJournal;
import io.landbridge.metrics.ControllerMetrics;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.IntentStore;
import io.landbridge.port.out.ObservationStore;
import io.landbridge.port.out.Switches;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controller while its store and both southbound services are there, and offers it as {@link Overlay}. Where
 * the configuration changes what the controller works by, another takes its place; hosts, their flows and their
 * connections do not notice.
 */
@Component(
        configurationPid = "io.landbridge",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class OverlayComponent {
    private static final Logger LOG = LoggerFactory.getLogger(OverlayComponent.class);

    private final BundleContext context;
    private final IntentStore store;
    private final ObservationStore observed;
    private final HostDatabases databases;
    private final Switches switches;
    private final ControllerMetrics metrics;
    private final EventJournal journal = new EventJournal(Clock.systemUTC());
    private @Nullable ControllerSettings settings;
    private @Nullable OverlayController controller;
    private @Nullable ServiceRegistration<Overlay> registration;

    /** What {@code etc/io.landbridge.cfg} says to the core, as text: a wrong value is told by its key. */
    @interface Config {
        String openflow_target() default "";

        String audit_interval() default "60";
    }

    @Activate
    public OverlayComponent(
            BundleContext context,
            @Reference IntentStore store,
            @Reference ObservationStore observed,
            @Reference HostDatabases databases,
            @Reference Switches switches,
            @Reference ControllerMetrics metrics) {
        this.context = context;
        this.store = store;
        this.observed = observed;
        this.databases = metrics.measured(databases);
        this.switches = metrics.measured(switches);
        this.metrics = metrics;
    }

    /** Starts the controller, or puts another in its place if its settings have changed. */
    @Activate
    @Modified
    void configure(Config config) {
        try {
            ControllerSettings wanted = Settings.parse(config.openflow_target(), config.audit_interval());
            if (!wanted.equals(settings)) {
                stop();
                start(wanted);
            }
        } catch (IllegalArgumentException wrong) {
            LOG.error("etc/io.landbridge.cfg is not followed: {}", wrong.getMessage());
        }
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
        if (controller != null) {
            metrics.stopped(controller);
            controller.close();
            controller = null;
        }
    }

    /** A stored intent that cannot be used is no reason to go: the API then tells what is missing. */
    private void start(ControllerSettings wanted) {
        OverlayController starting =
                new OverlayController(store, observed, databases, switches, wanted, OwnAddresses::now, journal);
        starting.observe(metrics);
        metrics.running(starting);
        try {
            starting.start();
        } catch (IOException unusable) {
            LOG.error("No host is touched: the stored intent cannot be used: {}", unusable.getMessage());
        }
        settings = wanted;
        controller = starting;
        registration = context.registerService(Overlay.class, starting, null);
    }
}
