package io.landbridge.northbound.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;

/** Request bodies as objects, and the records that resources answer, in one way of writing them. */
abstract class DocumentBody implements MessageBodyReader<ObjectNode>, MessageBodyWriter<Record> {

    /** Reads one object. */
    abstract ObjectNode read(InputStream text) throws IOException;

    /** Writes one record; the stream stays open. */
    abstract void write(Record value, OutputStream out) throws IOException;

    @Override
    public final boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ObjectNode.class;
    }

    @Override
    public final ObjectNode readFrom(
            Class<ObjectNode> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(new ByteArrayInputStream(Body.read(headers, body)));
    }

    @Override
    public final boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public final void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        write(value, body);
    }
}
