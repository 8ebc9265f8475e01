package io.landbridge.northbound.rest;

import static io.landbridge.northbound.rest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself has to refuse is told as a problem, too. */
class ProblemTest {
    private static final String DOCKER01 = "/api/v1/hosts/docker01";
    private static final String REQUEST = "{\"vtep\":\"192.168.10.163\"}";

    private final TestApi api = new TestApi();

    @BeforeEach
    void start() throws IOException {
        api.start();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/api", "/api/v1", "/api/v1/nothing", DOCKER01 + "/nothing", "/health"})
    void anUnknownPathIsNotFound(String path) throws IOException {
        assertProblem(api.admin(path).get(), 404, "not-found");
    }

    @Test
    void aMethodThatAPathDoesNotKnowIsToldWhichItKnows() throws IOException {
        Response refusal = api.admin("/api/v1/plan").put("{}");
        assertProblem(refusal, 405, "method-not-allowed");
        assertThat(refusal.getHeaderString("Allow")).contains("GET").doesNotContain("PUT");
        assertProblem(api.admin(DOCKER01).post(REQUEST), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/hosts", "/api/v1/hosts/", "/api/v1/hosts;a=b", "/api/v1;a=b/hosts;c=d/"})
    void thePathsOwnMethodsAreAllowedHoweverItIsWritten(String path) {
        assertThat(api.admin(path).post(REQUEST).getHeaderString("Allow")).isEqualTo("GET");
    }

    @Test
    void nothingIsAllowedAtAPathThatIsNone() {
        assertThat(api.admin("/api/v1/nothing").get().getHeaders()).doesNotContainKey("Allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/merge-patch+json"})
    void aBodyOfAnotherTypeIsRefused(String type) throws IOException {
        assertProblem(api.admin(DOCKER01).type(type).put(REQUEST), 415, "unsupported-media-type");
        assertThat(api.controller.hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/plain, image/*"})
    void anAnswerOfAnotherTypeIsNotToBeHad(String type) throws IOException {
        assertProblem(
                api.as("viewer", "/api/v1/fabric").replaceHeader("Accept", type).get(), 406, "not-acceptable");
    }

    @Test
    void aBodyThatIsNoTextIsTheClientsFault() throws IOException {
        byte[] noUtf32 = {0, 0, 0, '{', 0x7f, 0, 0, 0};
        assertProblem(api.admin(DOCKER01).put(noUtf32), 400, "malformed-body");
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws IOException {
        String padding = " ".repeat(Body.LIMIT - REQUEST.length());
        assertProblem(api.admin(DOCKER01).put(REQUEST + padding + " "), 413, "too-large");
        assertThat(api.controller.hosts()).isEmpty();
        assertThat(api.admin(DOCKER01).put(REQUEST + padding).getStatus()).isEqualTo(201);
    }

    @Test
    void aBodyThatIsTooLongIsNotReadBeyondTheLimit() {
        InputStream longer = new ByteArrayInputStream(new byte[Body.LIMIT + 3]);
        assertThatRefused(new MultivaluedHashMap<>(), longer);
        assertThat(longer).hasBinaryContent(new byte[2]);
    }

    @Test
    void aBodyThatSaysItIsTooLongIsNotReadAtAll() {
        MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle("Content-Length", String.valueOf(Body.LIMIT + 1));
        InputStream untouched = new ByteArrayInputStream(new byte[] {1});
        assertThatRefused(headers, untouched);
        assertThat(untouched).hasBinaryContent(new byte[] {1});
    }

    @Test
    void aQueryParameterThatIsNotKnownIsRefusedByNameAndNothingIsChanged() throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        Response refusal = api.admin(DOCKER01).query("dryrun", "true").delete();
        assertThat(assertProblem(refusal, 400, "bad-parameter").path("detail").asText())
                .contains("dryrun")
                .contains("force");
        assertProblem(api.admin("/api/v1/plan").query("x", "1").get(), 400, "bad-parameter");
        assertThat(api.controller.intent().joinedHosts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun", "dryRun&force=true", "dryRun=false&dryRun=true", "dryRun&dryRun=true"})
    void aParameterWithoutAValueOrWithSeveralIsRefusedAndNothingIsChanged(String query) throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        Response refusal = api.admin(DOCKER01).replaceQuery(query).delete();
        assertThat(assertProblem(refusal, 400, "bad-parameter").path("detail").asText())
                .startsWith("dryRun has to be given once");
        assertThat(api.controller.intent().joinedHosts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "maybe", "TRUE", "1"})
    void aFlagThatIsNeitherTrueNorFalseIsRefused(String value) throws IOException {
        api.admin(DOCKER01).put(REQUEST);
        assertProblem(api.admin(DOCKER01).query("force", value).delete(), 400, "bad-parameter");
        assertThat(api.controller.intent().joinedHosts()).hasSize(1);
    }

    private static void assertThatRefused(MultivaluedHashMap<String, String> headers, InputStream body) {
        assertThatThrownBy(() -> Body.read(headers, body))
                .isInstanceOfSatisfying(
                        RefusedRequestException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
    }
}
