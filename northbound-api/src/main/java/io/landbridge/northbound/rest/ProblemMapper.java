package io.landbridge.northbound.rest;

import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.json.MalformedJsonException;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request runs into into a {@link Problem}; a stack trace goes to the log alone. */
@Component(service = ExceptionMapper.class)
@JaxrsExtension
@JaxrsName(Extensions.PROBLEMS)
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            return ofHttp(refused.getResponse());
        }
        return problem(failure).response().build();
    }

    /** What JAX-RS itself refuses keeps its headers, such as the methods that are allowed. */
    private static Response ofHttp(Response refusal) {
        Response.StatusType status = refusal.getStatusInfo();
        Problem problem = Problem.of(
                status.getStatusCode(),
                "http",
                status.getReasonPhrase(),
                switch (status.getStatusCode()) {
                    case 404 -> "there is nothing at this path";
                    case 405 -> "this path does not know the method; see the Allow header";
                    case 406 -> "the answer can only be application/json";
                    case 415 -> "the body has to be application/json";
                    default -> status.getReasonPhrase();
                });
        return Response.fromResponse(refusal)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static Problem problem(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof InvalidIntentException invalid) {
            return Problem.ofFields("invalid-intent", "The intent is not valid", detail, invalid.violations());
        }
        if (failure instanceof MalformedJsonException) {
            return Problem.of(400, "malformed-json", "The body is not JSON", detail);
        }
        if (failure instanceof NoSuchHostException) {
            return Problem.of(404, "no-such-host", "No such host", detail);
        }
        if (failure instanceof ConflictException) {
            return Problem.of(409, "conflict", "Not in the present state", detail);
        }
        if (failure instanceof UnavailableException) {
            return Problem.of(503, "unavailable", "The controller is not ready", detail);
        }
        if (failure instanceof DeviceException device) {
            return Problem.of(status(device.kind()), "device", "The host did not do it", detail);
        }
        LOG.error("A request failed", failure);
        if (failure instanceof IOException) {
            return Problem.of(500, "not-stored", "The change could not be stored", detail);
        }
        return Problem.of(500, "internal", "Landbridge failed", "this is a defect; data/log/karaf.log has the details");
    }

    private static int status(DeviceException.Kind kind) {
        return switch (kind) {
            case DISCONNECTED, CHANGED_MEANWHILE -> 503;
            case TIMED_OUT -> 504;
            case REFUSED -> 502;
        };
    }
}
