package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.model.HostId;
import io.landbridge.northbound.RunningOverlay;
import io.landbridge.northbound.json.HostJson;
import io.landbridge.northbound.json.Items;
import io.landbridge.northbound.json.PlanJson;
import io.landbridge.northbound.json.StageJson;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.Overlay;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
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
@JaxrsExtensionSelect({Extensions.NEEDS_LOGIN, Extensions.NEEDS_JSON, Extensions.NEEDS_PROBLEMS})
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
    public HostJson get(@PathParam("id") String id) throws NoSuchHostException {
        return HostJson.of(overlay.get().host(new HostId(id)));
    }

    /** 201 if the host is new. */
    @PUT
    @Path("/{id}")
    public Response put(@PathParam("id") String name, ObjectNode body, @Context UriInfo uri) throws IOException {
        HostId id = new HostId(name);
        Overlay running = overlay.get();
        boolean isNew = running.intent().host(id).isEmpty();
        HostJson host = HostJson.of(running.putHost(HostJson.request(id, body)));
        return (isNew ? Response.created(uri.getAbsolutePath()) : Response.ok())
                .entity(host)
                .build();
    }

    /** 204 if the host is gone, 202 while what was made on it is still to be undone. */
    @DELETE
    @Path("/{id}")
    public Response delete(@PathParam("id") String name, @QueryParam("force") @DefaultValue("false") boolean force)
            throws IOException, NoSuchHostException {
        HostId id = new HostId(name);
        Overlay running = overlay.get();
        running.removeHost(id, force);
        return running.hosts().stream()
                .filter(view -> view.host().id().equals(id))
                .findFirst()
                .map(leaving -> Response.accepted(HostJson.of(leaving)))
                .orElseGet(Response::noContent)
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
