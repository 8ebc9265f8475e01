package io.landbridge.port.in;

import java.util.Optional;

/** What the controller has counted and timed, as a monitoring system reads it. */
public interface Exposition {

    /**
     * All metrics as they are now.
     *
     * @param accept formats that the reader takes (RFC 9110, section 12.5.1); empty for plain text
     */
    Page page(Optional<String> accept);

    /**
     * Metrics as text.
     *
     * @param contentType the format that was chosen, a media type with its parameters
     */
    record Page(String contentType, String text) {}
}
