package io.landbridge.metrics;

import io.landbridge.model.Allocation;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.Overlay;
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

/** What is read of the overlay when somebody asks; of a controller that cannot work, only that. */
final class OverlayMetrics {
    private static final String HOST = "host";

    private final PrometheusRegistry registry;
    private final AtomicReference<@Nullable Overlay> overlay = new AtomicReference<>();

    OverlayMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        gauge("landbridge_ready", "Whether the controller can do its work, 1 or 0; /health/ready says what is missing.")
                .callback(sample -> sample.call(ready().isPresent() ? 1 : 0))
                .register(registry);
        gauge("landbridge_subnets_free", "How many more hosts can be given a subnet.")
                .callback(sample -> whenReady(ready -> sample.call((double) Allocation.freeSubnets(ready.intent()))))
                .register(registry);
        gauge("landbridge_hosts", "Hosts of the fabric, those on their way out among them.")
                .callback(sample ->
                        whenReady(ready -> sample.call(ready.intent().hosts().size())))
                .register(registry);
        gauge("landbridge_connections", "Hosts that are connected, by channel: openflow, ovsdb.")
                .labelNames("channel")
                .callback(sample -> whenReady(ready -> {
                    Collection<HostView> hosts = ready.hosts();
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
                .callback(sample -> whenReady(ready -> ready.hosts()
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
                .callback(sample -> whenReady(ready -> ready.hosts()
                        .forEach(view -> sample.call(
                                value.applyAsDouble(view.status()),
                                view.host().id().value()))))
                .register(registry);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help) {
        return GaugeWithCallback.builder().name(name).help(help);
    }

    private Optional<Overlay> ready() {
        return Optional.ofNullable(overlay.get())
                .filter(running -> running.missing().isEmpty());
    }

    private void whenReady(Consumer<Overlay> then) {
        ready().ifPresent(then);
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
