package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.HostAccess;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.IntentJson;
import io.landbridge.northbound.json.PreviewJson;
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

/** Fabric and hosts as one document, changed in one step. */
@Component(service = IntentResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_YAML,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_REFUSALS,
    Extensions.NEEDS_HEADERS
})
@Path("/api/v1/intent")
@Produces({MediaType.APPLICATION_JSON, YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE})
@Consumes({MediaType.APPLICATION_JSON, YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE})
public final class IntentResource {
    private final RunningOverlay overlay;

    @Activate
    public IntentResource(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public Response get(@Context HttpHeaders headers) {
        Intent intent = overlay.get().intent();
        return Preconditions.of(headers).answer(EntityTags.ofAll(intent), IntentJson.of(intent));
    }

    /** Needs If-Match: who replaces everything has to have seen it. */
    @PUT
    public Response put(
            ObjectNode body,
            @QueryParam("dryRun") @DefaultValue("false") Flag dryRun,
            @Context HttpHeaders headers,
            @BeanParam Caller caller)
            throws IOException {
        Preconditions preconditions = Preconditions.of(headers);
        preconditions.requireIfMatch();
        IntentJson.Request request = IntentJson.request(body);
        IntentChange<RuntimeException> change = preconditions.guard(
                before -> IntentChange.replaceAll(request.fabric().keeping(inForce(before)), request.hosts())
                        .applyTo(before),
                intent -> Optional.of(EntityTags.ofAll(intent)));
        Overlay running = overlay.get();
        try {
            if (dryRun.isSet()) {
                return Response.ok(PreviewJson.of(running.preview(change))).build();
            }
            Intent after = running.change(caller.actor(), change).after();
            return Response.ok(IntentJson.of(after))
                    .header(HttpHeaders.ETAG, EntityTags.ofAll(after).toString())
                    .build();
        } catch (InvalidIntentException invalid) {
            throw IntentJson.atPaths(invalid);
        }
    }

    /**
     * What a document that does not say it leaves as it is. A controller that was never asked for anything has nothing
     * in force, and a document without it is a copy from before there was a choice, when all hosts were open.
     */
    private static HostAccess inForce(Intent before) {
        return before.equals(Intent.EMPTY) ? HostAccess.OPEN : before.fabric().hostAccess();
    }
}
