package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may scrape, and that the reader's wish and the chosen format get through. */
class MetricsResourceTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aViewerMayScrapeAndNobodyWithoutAnAccount() {
        assertThat(api.as("viewer", "/metrics").get().getStatus()).isEqualTo(200);
        assertThat(api.anonymous("/metrics").get().getStatus()).isEqualTo(401);
    }

    @Test
    void theReadersWishAndTheChosenFormatGetThrough() {
        Response answer = api.as("viewer", "/metrics")
                .replaceHeader("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                .get();
        assertThat(answer.readEntity(String.class))
                .contains("application/openmetrics-text")
                .contains("1.0.0");
        assertThat(answer.getMediaType())
                .satisfies(type ->
                        assertThat(type.isCompatible(MediaType.TEXT_PLAIN_TYPE)).isTrue())
                .satisfies(type -> assertThat(type.getParameters()).containsEntry("version", "0.0.4"));
    }
}
