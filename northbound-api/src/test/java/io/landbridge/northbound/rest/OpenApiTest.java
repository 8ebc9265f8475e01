package io.landbridge.northbound.rest;

import static io.landbridge.northbound.rest.Answers.body;
import static io.landbridge.northbound.rest.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.landbridge.northbound.json.EventJson;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.IntentJson;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.northbound.json.PreviewJson;
import io.landbridge.northbound.json.StageJson;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.client.WebClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document and the implementation say the same, both ways; {@link Contract} adds what tests get. */
class OpenApiTest {
    private static final ImmutableMap<String, Class<? extends Record>> RECORDS =
            ImmutableMap.<String, Class<? extends Record>>builder()
                    .put("Fabric", FabricJson.class)
                    .put("Host", HostJson.class)
                    .put("HostSpec", HostJson.Spec.class)
                    .put("HostStatus", HostJson.Status.class)
                    .put("Condition", HostJson.ConditionJson.class)
                    .put("FlowCount", HostJson.FlowCount.class)
                    .put("Plan", PlanJson.class)
                    .put("Change", PlanJson.ChangeJson.class)
                    .put("Stage", StageJson.class)
                    .put("Flow", StageJson.FlowJson.class)
                    .put("Intent", IntentJson.class)
                    .put("Preview", PreviewJson.class)
                    .put("Difference", PreviewJson.Difference.class)
                    .put("Event", EventJson.class)
                    .put("Live", HealthResource.Live.class)
                    .put("Ready", HealthResource.Ready.class)
                    .put("Problem", Problem.class)
                    .put("WrongField", Problem.WrongField.class)
                    .buildOrThrow();

    /** What a resource method answers to: {@code GET /api/v1/fabric}. */
    private record Route(String method, String path, Set<String> parameters) {}

    @Test
    void everyRouteIsDocumentedWithItsQueryParametersAndNoOtherIs() {
        assertThat(documented())
                .as(
                        "openapi.yaml against the resources: a route that is only in the second list lacks its documentation")
                .containsExactlyInAnyOrderElementsOf(implemented());
    }

    @Test
    void everyDocumentedRouteAnswers() throws IOException {
        try (TestApi api = new TestApi().start()) {
            for (Route route : documented()) {
                WebClient client = api.as("admin", route.path().replaceAll("\\{[^}]*}", "docker01"))
                        .replaceHeader("Accept", "*/*");
                Response answer = client.type("application/json")
                        .invoke(route.method(), route.method().equals("PUT") ? "{}" : null);
                assertThat(answer.getStatus()).as("%s", route).isNotIn(405, 406, 415, 500);
                if (answer.getStatus() == 404) {
                    assertThat(body(answer, 404).path("type").asText())
                            .as("%s", route)
                            .endsWith("no-such-host");
                }
            }
        }
    }

    @Test
    void everyFieldOfAnAnswerIsDocumentedAndNoOtherIs() {
        RECORDS.forEach((name, type) -> assertThat(properties(name))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()));
    }

    @Test
    void everyRecordOfTheJsonPackageIsHeldToASchema() {
        Set<String> known = RECORDS.values().stream().map(Class::getName).collect(Collectors.toSet());
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("io.landbridge.northbound.json")
                                .stream()
                                .filter(type ->
                                        type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
                                .map(type -> type.getName())
                                .filter(name -> !name.endsWith(".Items") && !name.endsWith("$Request")))
                .as("add its schema to openapi.yaml and to RECORDS")
                .isSubsetOf(known);
    }

    static Stream<List<String>> requests() {
        return Stream.of(
                List.of("/api/v1/fabric", "FabricRequest"),
                List.of("/api/v1/hosts/docker01", "HostRequest"),
                List.of("/api/v1/intent", "IntentRequest"));
    }

    /** A request with a field that is not known is told those that are. */
    @ParameterizedTest
    @MethodSource("requests")
    void everyFieldOfARequestIsDocumentedAndNoOtherIs(List<String> request) throws IOException {
        try (TestApi api = new TestApi().start()) {
            Response refusal = api.admin(request.get(0)).header("If-Match", "*").put("{\"colour\":1}");
            String known = texts(body(refusal, 422).path("violations"), "message").stream()
                    .filter(message -> message.startsWith("is not one of the fields "))
                    .findFirst()
                    .orElseThrow()
                    .replace("is not one of the fields ", "");
            assertThat(properties(request.get(1))).containsExactlyInAnyOrder(known.split(", "));
        }
    }

    @Test
    void theDocumentIsServed() throws IOException {
        try (TestApi api = new TestApi().start()) {
            assertThat(body(api.as("viewer", "/api/v1/openapi.json").get(), 200))
                    .isEqualTo(Contract.DOCUMENT);
            Response yaml = api.as("viewer", "/api/v1/openapi.yaml")
                    .replaceHeader("Accept", "*/*")
                    .get();
            assertThat(yaml.readEntity(String.class)).startsWith("openapi: 3");
        }
    }

    private static Set<String> properties(String schema) {
        return ImmutableSet.copyOf(Contract.DOCUMENT
                .at("/components/schemas/" + schema + "/properties")
                .fieldNames());
    }

    private static List<Route> documented() {
        return fields(Contract.DOCUMENT.path("paths"))
                .flatMap(path -> fields(path.getValue())
                        .filter(operation -> !operation.getKey().equals("parameters"))
                        .map(operation -> new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                queryParameters(operation.getValue()))))
                .toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return Streams.stream(object.fields());
    }

    private static Set<String> queryParameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(reference -> {
            JsonNode parameter = Contract.resolve(reference);
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    /** One route where several methods answer it, each in a media type of its own. */
    private static List<Route> implemented() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.landbridge.northbound")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> routes(type.reflect()))
                        .collect(Collectors.toMap(
                                route -> route.method() + " " + route.path(),
                                Function.identity(),
                                (one, other) -> new Route(
                                        one.method(), one.path(), Sets.union(one.parameters(), other.parameters()))))
                        .values()
                        .stream()
                        .toList();
    }

    private static Stream<Route> routes(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                        .map(type -> new Route(
                                type.getAnnotation(HttpMethod.class).value(),
                                root + path(method),
                                queryParameters(method))));
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static Set<String> queryParameters(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(parameter -> parameter.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
