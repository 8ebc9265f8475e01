package io.landbridge.northbound.rest;

import io.landbridge.northbound.RunningOverlay;
import java.util.List;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Whether the process lives and whether the controller can do its work, for those who watch over it. */
@Component(service = HealthResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_HEADERS
})
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final RunningOverlay overlay;
    private final FailedParts failed;

    @Activate
    public HealthResource(@Reference RunningOverlay overlay, @Reference FailedParts failed) {
        this.overlay = overlay;
        this.failed = failed;
    }

    /** Whether the process answers. */
    record Live(boolean live) {}

    /** Whether the controller works; if not, what it lacks. */
    record Ready(boolean ready, List<String> missing) {}

    @GET
    @Path("/live")
    public Response live() {
        return Response.ok(new Live(true)).build();
    }

    @GET
    @Path("/ready")
    public Response ready() {
        List<String> missing = Stream.concat(overlay.missing().stream(), failed.reasons().stream())
                .toList();
        return Response.status(missing.isEmpty() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(new Ready(missing.isEmpty(), missing))
                .build();
    }
}
