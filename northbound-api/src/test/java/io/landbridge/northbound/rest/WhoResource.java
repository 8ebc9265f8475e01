package io.landbridge.northbound.rest;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.SecurityContext;

/** Answers what a resource can know of the one who asks. */
@Path("/who")
public final class WhoResource {
    @GET
    public String who(@Context SecurityContext asks) {
        return "%s, admin: %s, viewer: %s"
                .formatted(asks.getUserPrincipal().getName(), asks.isUserInRole("admin"), asks.isUserInRole("viewer"));
    }
}
