package io.landbridge.metrics;

import com.google.common.base.Ascii;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.DeviceException.Kind;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;

/** What is counted and timed of requests to devices. */
final class DeviceMetrics {
    private static final String KINDS =
            ", by what it was: disconnected, timed_out, changed_meanwhile (what had been read was no longer so), refused.";

    private final Histogram bundles;
    private final Counter openFlowErrors;
    private final Histogram transactions;
    private final Counter ovsdbErrors;

    DeviceMetrics(PrometheusRegistry registry) {
        bundles = Buckets.UP_TO_SECONDS
                .histogram("landbridge_bundle_seconds")
                .help("How long switches took to make a set of flow changes, until the last was acknowledged.")
                .register(registry);
        openFlowErrors = errors("landbridge_openflow_errors_total", "Requests that a switch did not fulfil", registry);
        transactions = Buckets.UP_TO_SECONDS
                .histogram("landbridge_ovsdb_transaction_seconds")
                .help("How long hosts' databases took to make a transaction.")
                .register(registry);
        ovsdbErrors = errors("landbridge_ovsdb_errors_total", "Transactions that a database did not make", registry);
    }

    private static Counter errors(String name, String what, PrometheusRegistry registry) {
        Counter counter = Counter.builder()
                .name(name)
                .help(what + KINDS)
                .labelNames("kind")
                .register(registry);
        Arrays.stream(Kind.values()).forEach(kind -> counter.initLabelValues(label(kind)));
        return counter;
    }

    void bundleMade(Duration took) {
        bundles.observe(Buckets.seconds(took));
    }

    void switchFailed(DeviceException failure) {
        openFlowErrors.labelValues(label(failure.kind())).inc();
    }

    void transactionMade(Duration took) {
        transactions.observe(Buckets.seconds(took));
    }

    void databaseFailed(DeviceException failure) {
        ovsdbErrors.labelValues(label(failure.kind())).inc();
    }

    private static String label(Kind kind) {
        return Ascii.toLowerCase(kind.name());
    }
}
