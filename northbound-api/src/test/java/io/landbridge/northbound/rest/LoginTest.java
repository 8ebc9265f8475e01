package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
    void whoHasToWaitIsToldHowLong() {
        for (int i = 0; i < 5; i++) {
            assertThat(guess().getStatus()).isEqualTo(401);
        }
        Response refusal = guess();
        assertThat(refusal.getStatus()).isEqualTo(429);
        assertThat(refusal.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(refusal.getMediaType()).hasToString("application/problem+json");
    }

    @Test
    void theRightPasswordWaitsTooButNotFromAnotherAddress() {
        for (int i = 0; i < 5; i++) {
            guess();
        }
        assertThat(api.as("admin", "/who").get().getStatus()).isEqualTo(429);
        api.address = "192.0.2.2";
        assertThat(api.as("admin", "/who").get().getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/api/v1/fabric", "/nothing", "/api/v1/hosts/docker09"})
    void everyAnswerTellsBrowsersToBeCareful(String path) {
        for (Response answer : List.of(
                api.anonymous(path).get(),
                api.admin(path).get(),
                api.admin(path).post("{}"))) {
            assertThat(answer.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeaderString("Strict-Transport-Security")).startsWith("max-age=");
            assertThat(answer.getHeaderString("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(answer.getHeaderString("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
        }
    }

    private Response guess() {
        return api.anonymous("/who")
                .header("Authorization", TestApi.basic("admin:guess"))
                .get();
    }

    @Test
    void anAdminChanges() {
        assertThat(api.admin("/api/v1/fabric").put("{\"cidr\":\"10.0.0.0/8\"}").getStatus())
                .isEqualTo(200);
    }
}
