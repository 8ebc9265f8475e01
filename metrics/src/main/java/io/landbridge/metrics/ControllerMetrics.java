package io.landbridge.metrics;

import io.landbridge.model.HostId;
import io.landbridge.port.in.Exposition;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.HostObserver;
import io.landbridge.port.out.Switches;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Every metric of the controller and of the JVM it runs in. It outlives a controller that another takes the place of,
 * so that no counter begins anew.
 */
@Component(service = {ControllerMetrics.class, Exposition.class})
public final class ControllerMetrics implements HostObserver, Exposition {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final LookMetrics looks = new LookMetrics(registry);
    private final DeviceMetrics devices = new DeviceMetrics(registry);
    private final OverlayMetrics overlay = new OverlayMetrics(registry);

    public ControllerMetrics() {
        JvmMetrics.builder().register(registry);
    }

    /** Shows the state of these use cases from now on. */
    public void running(Overlay controller) {
        overlay.running(controller);
    }

    /** Shows that the controller is not running, unless another is by now. */
    public void stopped(Overlay controller) {
        overlay.stopped(controller);
    }

    /** The same switches, with what is asked of them measured. */
    public Switches measured(Switches switches) {
        return new MeasuredSwitches(switches, devices);
    }

    /** The same databases, with what is asked of them measured. */
    public HostDatabases measured(HostDatabases databases) {
        return new MeasuredHostDatabases(databases, devices);
    }

    @Override
    public void looked(Look look) {
        looks.looked(look);
    }

    @Override
    public void forgotten(HostId id) {
        looks.forgotten(id);
    }

    @Override
    public Page page(Optional<String> accept) {
        ExpositionFormatWriter writer = writer(accept);
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), text.toString(StandardCharsets.UTF_8));
    }

    /** Text alone: the library would choose protobuf for who takes that too, and cannot write it. */
    private ExpositionFormatWriter writer(Optional<String> accept) {
        ExpositionFormatWriter openMetrics = formats.getOpenMetricsTextFormatWriter();
        return accept.filter(openMetrics::accepts).isPresent() ? openMetrics : formats.getPrometheusTextFormatWriter();
    }

    /** Every metric as it is now, for those who write about them. */
    MetricSnapshots snapshots() {
        return registry.scrape();
    }
}
