package io.landbridge.northbound.rest;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * Refuses query parameters that a method does not know, and those without a value or with several: a {@code dryRun} that
 * is misspelt, bare or contradicted must not make the change.
 */
@Component(service = ContainerRequestFilter.class)
@JaxrsExtension
@JaxrsName(Extensions.PARAMETERS)
public final class KnownParameters implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return;
        }
        Set<String> known = known();
        Set<String> unknown = new TreeSet<>(sent.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            refuse(
                    request,
                    String.join(", ", unknown) + " is not known here; "
                            + (known.isEmpty()
                                    ? "there are no query parameters"
                                    : "known are " + String.join(", ", known)));
            return;
        }
        sent.forEach((name, values) -> {
            if (values.size() != 1 || values.get(0) == null) {
                refuse(request, name + " has to be given once, and with a value");
            }
        });
    }

    private Set<String> known() {
        return Arrays.stream(
                        Objects.requireNonNull(resource).getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .map(parameter -> parameter.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void refuse(ContainerRequestContext request, String detail) {
        request.abortWith(Problem.of(400, "bad-parameter", "A query parameter is wrong", detail)
                .response()
                .build());
    }
}
