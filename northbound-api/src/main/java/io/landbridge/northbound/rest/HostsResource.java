package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.HostId;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.northbound.json.StageJson;
import io.landbridge.port.in.Changed;
import io.landbridge.port.in.HostView;
import io.landbridge.port.in.IntentChange;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.in.Preview;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.util.Optional;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The hosts of the fabric, and for each what would change on it and which flows it has. */
@Component(service = HostsResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_REFUSALS,
    Extensions.NEEDS_HEADERS
})
@Path("/api/v1/hosts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HostsResource {
    private final RunningOverlay overlay;

    @Activate
    public HostsResource(@Reference RunningOverlay overlay) {
        this.overlay = overlay;
    }

    @GET
    public Items<HostJson> list() {
        return Items.of(overlay.get().hosts(), HostJson::of);
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id, @Context HttpHeaders headers) throws NoSuchHostException {
        HostView view = overlay.get().host(new HostId(id));
        return Preconditions.of(headers).answer(EntityTags.ofHost(view.host()), HostJson.of(view));
    }

    /** 201 if the host is new. */
    @PUT
    @Path("/{id}")
    public Response put(
            @PathParam("id") String name,
            ObjectNode body,
            @QueryParam("dryRun") @DefaultValue("false") Flag dryRun,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @BeanParam Caller caller)
            throws IOException {
        HostId id = new HostId(name);
        IntentChange<RuntimeException> change = guarded(headers, id, IntentChange.putHost(HostJson.request(id, body)));
        Overlay running = overlay.get();
        if (dryRun.isSet()) {
            return preview(running.preview(change));
        }
        Changed changed = running.change(caller.actor(), change);
        boolean isNew = changed.before().host(id).isEmpty();
        Response.ResponseBuilder answer = isNew
                ? Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, uri.getAbsolutePath().toString())
                : Response.ok();
        return answer(answer, running.view(changed.after().host(id).orElseThrow()));
    }

    /** 204 if the host is gone, 202 while what was made on it is still to be undone. */
    @DELETE
    @Path("/{id}")
    public Response delete(
            @PathParam("id") String name,
            @QueryParam("force") @DefaultValue("false") Flag force,
            @QueryParam("dryRun") @DefaultValue("false") Flag dryRun,
            @Context HttpHeaders headers,
            @BeanParam Caller caller)
            throws IOException, NoSuchHostException {
        HostId id = new HostId(name);
        overlay.get().host(id);
        IntentChange<NoSuchHostException> removal = IntentChange.removeHost(id, force.isSet());
        IntentChange<NoSuchHostException> change = guarded(headers, id, removal);
        Overlay running = overlay.get();
        if (dryRun.isSet()) {
            return preview(running.preview(change));
        }
        running.change(caller.actor(), change);
        Optional<HostView> leaving = running.hosts().stream()
                .filter(view -> view.host().id().equals(id))
                .findFirst();
        return leaving.isPresent()
                ? answer(Response.accepted(), leaving.get())
                : Response.noContent().build();
    }

    private static <E extends Exception> IntentChange<E> guarded(
            HttpHeaders headers, HostId id, IntentChange<E> change) {
        return Preconditions.of(headers).guard(change, intent -> intent.host(id).map(EntityTags::ofHost));
    }

    private static Response preview(Preview preview) {
        return Response.ok(Items.of(preview.plans(), PlanJson::of)).build();
    }

    private static Response answer(Response.ResponseBuilder response, HostView view) {
        return response.entity(HostJson.of(view))
                .header(HttpHeaders.ETAG, EntityTags.ofHost(view.host()).toString())
                .build();
    }

    @GET
    @Path("/{id}/plan")
    public PlanJson plan(@PathParam("id") String id) throws NoSuchHostException {
        return PlanJson.of(overlay.get().plan(new HostId(id)));
    }

    @GET
    @Path("/{id}/flows")
    public Items<StageJson> flows(@PathParam("id") String id) throws NoSuchHostException, DeviceException {
        return new Items<>(StageJson.of(overlay.get().flows(new HostId(id))));
    }
}
