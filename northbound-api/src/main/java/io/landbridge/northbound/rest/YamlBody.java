package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Request bodies as YAML mappings, and what resources answer as YAML. */
@Component(service = {MessageBodyReader.class, MessageBodyWriter.class})
@JaxrsExtension
@JaxrsName(Extensions.YAML)
@Consumes({YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE})
@Produces({YamlBody.MEDIA_TYPE, YamlBody.OLD_MEDIA_TYPE})
public final class YamlBody extends DocumentBody {
    /** RFC 9512. */
    static final String MEDIA_TYPE = "application/yaml";

    static final String OLD_MEDIA_TYPE = "application/x-yaml";

    @Override
    ObjectNode read(InputStream text) throws IOException {
        return Yaml.read(text);
    }

    @Override
    void write(Record value, OutputStream out) throws IOException {
        Yaml.write(value, out);
    }
}
