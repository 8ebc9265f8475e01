package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.Intent;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.FabricJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.Overlay;
import java.io.IOException;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The overlay's own parameters. */
@Component(service = FabricResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_REFUSALS,
    Extensions.NEEDS_HEADERS
})
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
    public Response get(@Context HttpHeaders headers) {
        Intent intent = overlay.get().intent();
        return Preconditions.of(headers).answer(EntityTags.ofFabric(intent), FabricJson.of(intent.fabric()));
    }

    @PUT
    public Response put(
            ObjectNode body,
            @QueryParam("dryRun") @DefaultValue("false") Flag dryRun,
            @Context HttpHeaders headers,
            @BeanParam Caller caller)
            throws IOException {
        FabricJson.Request request = FabricJson.request(body);
        IntentChange<RuntimeException> change = Preconditions.of(headers)
                .guard(
                        before -> IntentChange.setFabric(
                                        request.keeping(before.fabric().hostAccess()))
                                .applyTo(before),
                        intent -> Optional.of(EntityTags.ofFabric(intent)));
        Overlay running = overlay.get();
        if (dryRun.isSet()) {
            return Response.ok(Items.of(running.preview(change).plans(), PlanJson::of))
                    .build();
        }
        Intent after = running.change(caller.actor(), change).after();
        return Response.ok(FabricJson.of(after.fabric()))
                .header(HttpHeaders.ETAG, EntityTags.ofFabric(after).toString())
                .build();
    }
}
