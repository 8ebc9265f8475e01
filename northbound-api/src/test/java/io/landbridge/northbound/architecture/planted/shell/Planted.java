package io.landbridge.northbound.architecture.planted.shell;

import io.landbridge.port.out.Switches;
import javax.ws.rs.WebApplicationException;

/** Breaks the rules: goes past the use cases, and uses the other side's technology. */
final class Planted {
    Exception violate(Switches switches) {
        return new WebApplicationException(switches.toString());
    }
}
