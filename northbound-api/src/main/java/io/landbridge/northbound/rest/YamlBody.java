package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landbridge.northbound.json.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
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
public final class YamlBody implements MessageBodyReader<ObjectNode>, MessageBodyWriter<Record> {
    /** RFC 9512. */
    static final String MEDIA_TYPE = "application/yaml";

    static final String OLD_MEDIA_TYPE = "application/x-yaml";

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ObjectNode.class;
    }

    @Override
    public ObjectNode readFrom(
            Class<ObjectNode> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return Yaml.read(new ByteArrayInputStream(Body.read(headers, body)));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        Yaml.write(value, body);
    }
}
