package io.landbridge.northbound.rest;

import com.google.common.io.ByteStreams;
import com.google.common.primitives.Longs;
import java.io.IOException;
import java.io.InputStream;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MultivaluedMap;

/** The body of a request, up to a size that no request needs. */
final class Body {
    static final int LIMIT = 1 << 20;

    private Body() {}

    /**
     * Reads the body; one that is longer is not read beyond the limit, one that says so beforehand not at all.
     *
     * @throws RefusedRequestException if it is too long
     */
    static byte[] read(MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        String announced = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        Long length = announced == null ? null : Longs.tryParse(announced);
        if (length != null && length > LIMIT) {
            throw tooLong();
        }
        byte[] bytes = ByteStreams.limit(body, LIMIT + 1L).readAllBytes();
        if (bytes.length > LIMIT) {
            throw tooLong();
        }
        return bytes;
    }

    private static RefusedRequestException tooLong() {
        return new RefusedRequestException(Problem.of(
                413,
                "too-large",
                "The body is too large",
                "it is longer than " + LIMIT + " bytes, the most that is read"));
    }
}
