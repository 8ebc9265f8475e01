package io.landbridge.northbound.rest;

import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What would change now on all hosts together. */
@Component(service = PlanResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_HEADERS
})
@Path("/api/v1/plan")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource {
    private final RunningOverlay overlay;

    @Activate
    public PlanResource(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public Items<PlanJson> get() {
        return Items.of(overlay.get().plans(), PlanJson::of);
    }
}
