package io.landbridge.metrics;

import io.landbridge.model.Allocation;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.status.Condition;
import io.landbridge.status.Condition.Status;
import io.landbridge.status.Condition.Type;
import io.landbridge.status.HostStatus;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is read of the overlay when somebody asks; of a controller without an intent, only that it is not running. */
final class OverlayMetrics {
    private static final String HOST = "host";

    private final PrometheusRegistry registry;
    private final AtomicReference<@Nullable Overlay> overlay = new AtomicReference<>();

    OverlayMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        gauge("landbridge_ready", "Whether the controller can do its work, 1 or 0; /health/ready says what is missing.")
                .callback(sample -> sample.call(isReady() ? 1 : 0))
                .register(registry);
        gauge("landbridge_subnets_free", "How many more hosts can be given a subnet.")
                .callback(sample ->
                        whenRunning(running -> sample.call((double) Allocation.freeSubnets(running.intent()))))
                .register(registry);
        gauge("landbridge_hosts", "Hosts of the fabric, those on their way out among them.")
                .callback(sample -> whenRunning(
                        running -> sample.call(running.intent().hosts().size())))
                .register(registry);
        gauge("landbridge_connections", "Hosts that are connected, by channel: openflow, ovsdb.")
                .labelNames("channel")
                .callback(sample -> whenRunning(running -> {
                    Collection<HostView> hosts = running.hosts();
                    sample.call(count(hosts, Type.OPEN_FLOW_CONNECTED), "openflow");
                    sample.call(count(hosts, Type.OVSDB_CONNECTED), "ovsdb");
                }))
                .register(registry);
        perHost("landbridge_flows_desired", "Flows that the host should have.", HostStatus::flowsDesired);
        perHost(
                "landbridge_flows_installed",
                "Flows of these that were last read back just as they should be.",
                HostStatus::flowsInstalled);
        gauge("landbridge_host_condition", "The host's conditions as the API names them: 1 if one holds, else 0.")
                .labelNames(HOST, "condition")
                .callback(sample -> whenRunning(running -> running.hosts()
                        .forEach(view -> view.status()
                                .conditions()
                                .forEach(condition -> sample.call(
                                        holds(condition) ? 1 : 0,
                                        view.host().id().value(),
                                        condition.type().label())))))
                .register(registry);
    }

    void running(Overlay controller) {
        overlay.set(controller);
    }

    void stopped(Overlay controller) {
        overlay.compareAndSet(controller, null);
    }

    private void perHost(String name, String help, ToDoubleFunction<HostStatus> value) {
        gauge(name, help)
                .labelNames(HOST)
                .callback(sample -> whenRunning(running -> running.hosts()
                        .forEach(view -> sample.call(
                                value.applyAsDouble(view.status()),
                                view.host().id().value()))))
                .register(registry);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help) {
        return GaugeWithCallback.builder().name(name).help(help);
    }

    private boolean isReady() {
        return Optional.ofNullable(overlay.get())
                .filter(running -> running.missing().isEmpty())
                .isPresent();
    }

    /** Hosts are looked after, and so counted, also while something is missing, such as a store that can be written. */
    private void whenRunning(Consumer<Overlay> then) {
        Overlay running = overlay.get();
        if (running != null) {
            try {
                then.accept(running);
            } catch (UnavailableException noIntent) {
                // Without an intent there are no hosts to tell of.
            }
        }
    }

    private static int count(Collection<HostView> hosts, Type type) {
        return (int) hosts.stream()
                .flatMap(view -> view.status().conditions().stream())
                .filter(condition -> condition.type() == type && holds(condition))
                .count();
    }

    private static boolean holds(Condition condition) {
        return condition.status() == Status.TRUE;
    }
}
