package io.landbridge.northbound.rest;

import io.landbridge.event.Actor;
import java.security.Principal;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Who sends a request; resources that change something take it as a parameter. */
public final class Caller {
    /** For what did not come over HTTP, or from nobody who has logged in. */
    private static final String UNKNOWN = "unknown";

    @Context
    private @Nullable SecurityContext login;

    @Context
    private @Nullable HttpServletRequest request;

    Actor actor() {
        return actor(Optional.ofNullable(login), Optional.ofNullable(request));
    }

    static Actor actor(Optional<SecurityContext> login, Optional<HttpServletRequest> request) {
        return new Actor(
                login.map(SecurityContext::getUserPrincipal)
                        .map(Principal::getName)
                        .orElse(UNKNOWN),
                request.map(HttpServletRequest::getRemoteAddr).orElse(UNKNOWN));
    }
}
