package io.landbridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard and the alerts that are shipped ask for nothing that the controller does not show. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("..", "karaf-dist", "src", "main", "distribution", "monitoring");

    /** What Prometheus itself adds. */
    private static final Set<String> FROM_PROMETHEUS = Set.of("up");

    private static final MeasuredController MEASURED = new MeasuredController();

    @BeforeAll
    static void join() throws IOException {
        MEASURED.start().join(1);
    }

    @AfterAll
    static void stop() {
        MEASURED.close();
    }

    static List<String> expressions() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(FOLDER.resolve("landbridge-dashboard.json").toFile());
        JsonNode alerts = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("landbridge-alerts.yml").toFile());
        List<String> asked = Stream.of(dashboard, alerts)
                .flatMap(file -> file.findValuesAsText("expr").stream())
                .toList();
        assertThat(asked).hasSizeGreaterThan(20);
        return asked;
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everySeriesThatAnExpressionNamesIsThere(String expression) {
        assertThat(missing(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(landbridge_nonsense_total[5m])",
                "sum by (host) (landbridge_nonsense) > 0",
                "landbridge_host_condition{condition=\"Nonsense\"} == 0",
                "histogram_quantile(0.5, sum by (le) (rate(landbridge_bundle_seconds[5m])))"
            })
    void anExpressionThatNamesNoSuchSeriesIsFound(String expression) {
        assertThat(missing(expression)).isNotEmpty();
    }

    @Test
    void theExampleLoadsTheAlertsAndItsJobIsTheOneTheyName() throws IOException {
        JsonNode example = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("prometheus.yml").toFile());
        assertThat(example.path("rule_files").get(0).asText()).isEqualTo("landbridge-alerts.yml");
        assertThat(example.path("scrape_configs").get(0).path("job_name").asText())
                .isEqualTo("landbridge");
    }

    private static Set<Selector> missing(String expression) {
        String exposed = MEASURED.text();
        return Selector.in(expression)
                .filter(selector -> !FROM_PROMETHEUS.contains(selector.name()))
                .filter(selector -> exposed.lines().noneMatch(selector::selects))
                .collect(Collectors.toSet());
    }
}
