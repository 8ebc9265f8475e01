package io.landbridge.northbound.rest;

import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** What would change now on all hosts together. */
@Path("/api/v1/plan")
@Produces(MediaType.APPLICATION_JSON)
public final class PlanResource {
    private final RunningOverlay overlay;

    PlanResource(RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public Items<PlanJson> get() {
        return Items.of(overlay.get().plans(), PlanJson::of);
    }
}
