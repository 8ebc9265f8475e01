package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.port.in.ConflictException;
import java.io.IOException;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** The overlay's own parameters. */
@Path("/api/v1/fabric")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FabricResource {
    private final RunningOverlay overlay;

    FabricResource(RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public FabricJson get() {
        return FabricJson.of(overlay.get().intent().fabric());
    }

    @PUT
    public FabricJson put(ObjectNode body) throws IOException, ConflictException {
        return FabricJson.of(overlay.get().setFabric(FabricJson.fabric(body)).fabric());
    }
}
