package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Request bodies as JSON objects, and what resources answer as JSON. */
@Component(service = {MessageBodyReader.class, MessageBodyWriter.class})
@JaxrsExtension
@JaxrsName(Extensions.JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class JsonBody extends DocumentBody {

    @Override
    ObjectNode read(InputStream text) throws IOException {
        return Json.read(text);
    }

    @Override
    void write(Record value, OutputStream out) throws IOException {
        Json.write(value, out);
    }
}
