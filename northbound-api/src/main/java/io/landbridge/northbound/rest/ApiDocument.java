package io.landbridge.northbound.rest;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import io.landbridge.northbound.json.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The OpenAPI document of this API, which the tests hold to the code. */
final class ApiDocument {
    /** Keys of a path that are no methods. */
    private static final Set<String> NO_METHODS = Set.of("parameters", "summary", "description", "servers");

    private ApiDocument() {}

    /** The document as it is shipped, YAML in UTF-8. */
    static byte[] yaml() throws IOException {
        return Resources.toByteArray(Objects.requireNonNull(ApiDocument.class.getResource("openapi.yaml")));
    }

    /** The document as JSON text. */
    static String json() throws IOException {
        return Yaml.read(new ByteArrayInputStream(yaml())).toString();
    }

    /** The methods that a path knows, in capitals; none if there is no such path. */
    static ImmutableSortedSet<String> methodsAt(String path) throws IOException {
        return Streams.stream(Yaml.read(new ByteArrayInputStream(yaml()))
                        .path("paths")
                        .fields())
                .filter(documented -> path.matches(documented.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
                .flatMap(documented ->
                        methods(Streams.stream(documented.getValue().fields())))
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }

    private static Stream<String> methods(Stream<? extends Map.Entry<String, ?>> fields) {
        return fields.map(Map.Entry::getKey)
                .filter(key -> !NO_METHODS.contains(key))
                .map(Ascii::toUpperCase);
    }
}
