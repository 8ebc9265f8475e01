package io.landbridge.northbound.rest;

import com.google.common.io.Resources;
import io.landbridge.northbound.json.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
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
    Extensions.NEEDS_PARAMETERS
})
@Path("/api/v1")
public final class OpenApiResource {
    private static final String DOCUMENT = "openapi.yaml";

    @GET
    @Path("/openapi.yaml")
    @Produces({YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE, MediaType.TEXT_PLAIN})
    public byte[] yaml() throws IOException {
        return Resources.toByteArray(Objects.requireNonNull(OpenApiResource.class.getResource(DOCUMENT)));
    }

    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json() throws IOException {
        return Yaml.read(new ByteArrayInputStream(yaml())).toString();
    }
}
