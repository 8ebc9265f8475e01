package io.landbridge.northbound.rest;

import io.landbridge.model.HostId;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.port.in.UnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Makes an event of each change that was asked for, not only tried out, and refused for what was asked. */
@Component(service = ContainerResponseFilter.class)
@JaxrsExtension
@JaxrsName(Extensions.REFUSALS)
public final class RefusalRecorder implements ContainerResponseFilter {
    private static final Set<String> CHANGES = Set.of(HttpMethod.PUT, HttpMethod.DELETE);
    private static final Set<Integer> REFUSED = Set.of(400, 409, 412, 422);
    private static final Pattern HOST = Pattern.compile("/?api/v1/hosts/([^/]+)/?");

    private final RunningOverlay overlay;

    @Context
    private @Nullable HttpServletRequest http;

    @Activate
    public RefusalRecorder(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (CHANGES.contains(request.getMethod())
                && !"true".equals(request.getUriInfo().getQueryParameters().getFirst("dryRun"))
                && REFUSED.contains(response.getStatus())
                && response.getEntity() instanceof Problem problem) {
            record(request, problem);
        }
    }

    private void record(ContainerRequestContext request, Problem problem) {
        String path = request.getUriInfo().getPath();
        String asked = request.getMethod() + " " + path + ": " + problem.detail();
        try {
            overlay.get()
                    .refused(
                            Caller.actor(Optional.of(request.getSecurityContext()), Optional.ofNullable(http)),
                            host(path),
                            asked);
        } catch (UnavailableException stopping) {
            // The client has its answer; there is no journal any more to write it into.
        }
    }

    private static Optional<HostId> host(String path) {
        Matcher matcher = HOST.matcher(path);
        try {
            return matcher.matches() ? Optional.of(new HostId(matcher.group(1))) : Optional.empty();
        } catch (InvalidIntentException noHostsName) {
            return Optional.empty();
        }
    }
}
