package io.landbridge.northbound.rest;

import java.io.IOException;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** This API, described for programs: the OpenAPI document. */
@Component(service = OpenApiResource.class)
@JaxrsResource
@JaxrsExtensionSelect({
    Extensions.NEEDS_LOGIN,
    Extensions.NEEDS_JSON,
    Extensions.NEEDS_PROBLEMS,
    Extensions.NEEDS_PARAMETERS,
    Extensions.NEEDS_HEADERS
})
@Path("/api/v1")
public final class OpenApiResource {
    @GET
    @Path("/openapi.yaml")
    @Produces({YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE, MediaType.TEXT_PLAIN})
    public byte[] yaml() throws IOException {
        return ApiDocument.yaml();
    }

    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json() throws IOException {
        return ApiDocument.json();
    }
}
