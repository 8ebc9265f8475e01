package io.landbridge.northbound.rest;

import io.landbridge.port.in.Exposition;
import java.util.Optional;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What Prometheus scrapes, in the format that it asks for; also while the controller itself does not run. */
@Component(service = MetricsResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_HEADERS
})
@Path("/metrics")
public final class MetricsResource {
    private final Exposition exposition;

    @Activate
    public MetricsResource(@Reference Exposition exposition) {
        this.exposition = exposition;
    }

    @GET
    public Response get(@HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        Exposition.Page page = exposition.page(Optional.ofNullable(accept));
        return Response.ok(page.text()).type(page.contentType()).build();
    }
}
