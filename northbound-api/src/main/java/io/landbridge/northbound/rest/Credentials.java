package io.landbridge.northbound.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name and password of a request (Basic authentication, RFC 7617). */
public record Credentials(String name, String password) {
    private static final String SCHEME = "Basic ";

    /** What an Authorization header says; empty if it is missing or of another kind. */
    static Optional<Credentials> parse(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credentials;
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            credentials = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int colon = credentials.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Credentials(credentials.substring(0, colon), credentials.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return name;
    }
}
