package io.landbridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsDocTest {
    private static final Path DOC = Path.of("..", "docs", "metrics.md");

    private static final String HEAD = """
            # Metrics

            What `GET /metrics` shows, for Prometheus; [Operations](operations.md#monitoring) says how to scrape it. This
            page is written from the code by a test: do not edit it.

            Units are seconds and bytes. A histogram is read by its `_bucket`, `_sum` and `_count`. Series of a host go when
            the host is forgotten; while the controller is not ready there are none but `landbridge_ready` and what has been
            counted. Beside these there are the JVM's own, `jvm_…` and `process_…`.

            | metric | kind | labels | |
            | --- | --- | --- | --- |
            """;

    @Test
    void theDocumentSaysWhatTheMetricsAre() throws IOException {
        String written = HEAD + rows();
        if (Boolean.getBoolean("landbridge.docs.write")) {
            Files.writeString(DOC, written);
        }
        assertThat(DOC)
                .as("write it anew with: mvn -pl metrics -am test -Dtest=MetricsDocTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dlandbridge.docs.write=true")
                .content()
                .isEqualTo(written);
    }

    private static String rows() throws IOException {
        try (MeasuredController measured = new MeasuredController()) {
            measured.start().join(1);
            return measured.metrics.snapshots().stream()
                    .filter(metric -> metric.getMetadata().getName().startsWith("landbridge_"))
                    .map(MetricsDocTest::row)
                    .collect(Collectors.joining());
        }
    }

    private static String row(MetricSnapshot metric) {
        String name = metric.getMetadata().getName() + (metric instanceof CounterSnapshot ? "_total" : "");
        return "| `" + name + "` | " + kind(metric) + " | " + labels(metric) + " | "
                + metric.getMetadata().getHelp() + " |\n";
    }

    private static String kind(MetricSnapshot metric) {
        return metric instanceof HistogramSnapshot
                ? "histogram"
                : Ascii.toLowerCase(metric.getClass().getSimpleName().replace("Snapshot", ""));
    }

    private static String labels(MetricSnapshot metric) {
        return metric.getDataPoints().get(0).getLabels().stream()
                .map(Label::getName)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
