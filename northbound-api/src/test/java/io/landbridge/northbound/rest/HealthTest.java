package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.landbridge.northbound.json.Json;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** What those who watch over the controller are told, and what its API answers meanwhile. */
class HealthTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aProcessThatAnswersLives() {
        assertThat(api.anonymous("/health/live").get().getStatus()).isEqualTo(200);
    }

    @Test
    void aControllerThatRunsIsReady() throws IOException {
        api.start();
        Response ready = api.anonymous("/health/ready").get();
        assertThat(ready.getStatus()).isEqualTo(200);
        assertThat(Json.read((InputStream) ready.getEntity()).path("missing")).isEmpty();
    }

    @Test
    void aControllerThatDoesNotRunIsNotReadyAndSaysSoEverywhere() throws IOException {
        assertThat(missing().get(0).asText()).contains("not running");
        assertThat(api.admin("/api/v1/hosts").get().getStatus()).isEqualTo(503);
        api.start();
        api.overlay.unbind(api.controller);
        assertThat(missing().get(0).asText()).contains("not running");
    }

    @Test
    void anIntentThatCannotBeReadIsNamed() throws IOException {
        api.store.fail("intent.json, line 3: not JSON");
        assertThatIOException().isThrownBy(api.controller::start);
        api.overlay.bind(api.controller);
        assertThat(missing().get(0).asText()).contains("intent.json, line 3");
        assertThat(api.admin("/api/v1/fabric").get().getStatus()).isEqualTo(503);
    }

    @Test
    void aPartThatDidNotStartIsNamedWithTheReason() throws IOException {
        api.start();
        api.parts.add(
                "io.landbridge.southbound.osgi.SwitchesComponent",
                ComponentConfigurationDTO.FAILED_ACTIVATION,
                "java.lang.reflect.InvocationTargetException\n\tat java.base/x.Y.z(Y.java:1)\n"
                        + "Caused by: java.io.IOException: cannot listen for OpenFlow on 0.0.0.0:6653: Address already in"
                        + " use; 'ss -ltnp' tells who has the port\n\t... 9 more\nCaused by: java.net.BindException");
        api.parts.add("io.landbridge.osgi.Waiting", ComponentConfigurationDTO.UNSATISFIED_REFERENCE, "");
        api.parts.add(
                "io.landbridge.osgi.OverlayComponent",
                ComponentConfigurationDTO.FAILED_ACTIVATION,
                "org.osgi.service.component.ComponentException: Unable to get service for reference $002");
        api.parts.add("org.example.Other", ComponentConfigurationDTO.FAILED_ACTIVATION, "of others");
        assertThat(missing())
                .extracting(JsonNode::asText)
                .containsExactly("SwitchesComponent did not start: cannot listen for OpenFlow on 0.0.0.0:6653: Address"
                        + " already in use; 'ss -ltnp' tells who has the port");
    }

    private JsonNode missing() throws IOException {
        Response ready = api.anonymous("/health/ready").get();
        assertThat(ready.getStatus()).isEqualTo(503);
        return Json.read((InputStream) ready.getEntity()).path("missing");
    }
}
