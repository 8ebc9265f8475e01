package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how far. */
class LoginTest {
    private final TestApi api = new TestApi();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void nobodyReadsWithoutLoggingIn() {
        Response refusal = api.anonymous("/api/v1/fabric").get();
        assertThat(refusal.getStatus()).isEqualTo(401);
        assertThat(refusal.getHeaderString("WWW-Authenticate")).startsWith("Basic realm=\"landbridge\"");
        assertThat(refusal.getMediaType()).hasToString("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic ???", "Basic YWRtaW4=", "Bearer YWRtaW46YWRtaW4=", "Basic YWRtaW46d3Jvbmc="})
    void credentialsThatAreNoneAreRefused(String authorization) {
        assertThat(api.anonymous("/api/v1/fabric")
                        .header("Authorization", authorization)
                        .get()
                        .getStatus())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/healthy", "/health", "/health/other", "/api/v1/health/live", "/api/v1/hosts"})
    void noOtherPathIsOpen(String path) {
        assertThat(api.anonymous(path).get().getStatus()).isEqualTo(401);
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        assertThat(api.as("viewer", "/api/v1/fabric").get().getStatus()).isEqualTo(200);
        Response refusal =
                api.as("viewer", "/api/v1/fabric").type("application/json").put("{\"cidr\":\"10.0.0.0/8\"}");
        assertThat(refusal.getStatus()).isEqualTo(403);
        assertThat(refusal.getMediaType()).hasToString("application/problem+json");
        assertThat(api.as("viewer", "/api/v1/hosts/docker01").delete().getStatus())
                .isEqualTo(403);
    }

    @Test
    void resourcesAreToldWhoSentTheRequest() {
        assertThat(api.as("viewer", "/who").get(String.class)).isEqualTo("viewer, admin: false, viewer: true");
        assertThat(api.as("admin", "/who").get(String.class)).isEqualTo("admin, admin: true, viewer: true");
    }

    @Test
    void anAdminChanges() {
        assertThat(api.admin("/api/v1/fabric").put("{\"cidr\":\"10.0.0.0/8\"}").getStatus())
                .isEqualTo(200);
    }
}
