package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.FabricJson;
import java.io.IOException;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The overlay's own parameters. */
@Component(service = FabricResource.class)
@JaxrsResource
@JaxrsExtensionSelect({Extensions.NEEDS_LOGIN, Extensions.NEEDS_JSON, Extensions.NEEDS_PROBLEMS})
@Path("/api/v1/fabric")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FabricResource {
    private final RunningOverlay overlay;

    @Activate
    public FabricResource(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public FabricJson get() {
        return FabricJson.of(overlay.get().intent().fabric());
    }

    @PUT
    public FabricJson put(ObjectNode body) throws IOException {
        return FabricJson.of(overlay.get().setFabric(FabricJson.fabric(body)).fabric());
    }
}
