package io.landbridge.metrics;

import com.google.common.base.Ascii;
import io.landbridge.model.HostId;
import io.landbridge.plan.Change;
import io.landbridge.port.out.HostObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;

/** What is counted and timed of looks at hosts: how they end, what they change, how long hosts take to converge. */
final class LookMetrics implements HostObserver {
    private static final String BRIDGE = "bridge";
    private static final String FLOW = "flow";

    private final Counter reconciles;
    private final Histogram convergence;
    private final Histogram planSize;
    private final Counter settingsDrifted;
    private final Counter flowsDrifted;

    /** How a look ends. */
    private enum Outcome {
        CONVERGED,
        CHANGED,
        FAILED,
        WAITING;

        static Outcome of(Look look) {
            if (look.failure().isPresent() || look.defect()) {
                return FAILED;
            }
            if (!look.changes().isEmpty()) {
                return CHANGED;
            }
            return look.after().converged() ? CONVERGED : WAITING;
        }

        String label() {
            return Ascii.toLowerCase(name());
        }
    }

    LookMetrics(PrometheusRegistry registry) {
        reconciles = Counter.builder()
                .name("landbridge_reconciles_total")
                .help("Looks at hosts by how they ended: converged, changed (what differed was changed), failed (a"
                        + " device refused or did not answer, or Landbridge has a defect), waiting (for the host).")
                .labelNames("outcome")
                .register(registry);
        Arrays.stream(Outcome.values()).forEach(outcome -> reconciles.initLabelValues(outcome.label()));
        convergence = Buckets.UP_TO_MINUTES
                .histogram("landbridge_convergence_seconds")
                .help("How long a host took to converge: since the intent changed, it connected or it was found to"
                        + " differ, whichever came last.")
                .register(registry);
        planSize = Buckets.COUNTS
                .histogram("landbridge_plan_changes")
                .help("How many changes a host was given at a time, by kind: bridge (a setting over OVSDB), flow.")
                .labelNames("kind")
                .register(registry);
        planSize.initLabelValues(BRIDGE);
        planSize.initLabelValues(FLOW);
        settingsDrifted = drift("landbridge_settings_drifted_total", "Settings of the host's bridge", registry);
        flowsDrifted = drift("landbridge_flows_drifted_total", "Flows of the host", registry);
    }

    private static Counter drift(String name, String what, PrometheusRegistry registry) {
        return Counter.builder()
                .name(name)
                .help(what + " that were put back: they differed although nobody had asked for a change.")
                .labelNames("host")
                .register(registry);
    }

    @Override
    public void looked(Look look) {
        look.convergedIn().ifPresent(took -> convergence.observe(Buckets.seconds(took)));
        int flows = count(look, Change.OfFlow.class);
        int settings = count(look, Change.OfBridge.class);
        observePlan(FLOW, flows);
        observePlan(BRIDGE, settings);
        String host = look.host().value();
        flowsDrifted.labelValues(host).inc(look.drift() ? flows : 0);
        settingsDrifted.labelValues(host).inc(look.drift() ? settings : 0);
        reconciles.labelValues(Outcome.of(look).label()).inc();
    }

    private void observePlan(String kind, int size) {
        if (size > 0) {
            planSize.labelValues(kind).observe(size);
        }
    }

    private static int count(Look look, Class<? extends Change> kind) {
        return (int) look.changes().stream().filter(kind::isInstance).count();
    }

    @Override
    public void forgotten(HostId id) {
        flowsDrifted.remove(id.value());
        settingsDrifted.remove(id.value());
    }
}
