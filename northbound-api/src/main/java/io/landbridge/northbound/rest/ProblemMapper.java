package io.landbridge.northbound.rest;

import io.landbridge.model.InvalidIntentException;
import io.landbridge.northbound.json.MalformedBodyException;
import io.landbridge.port.in.ConflictException;
import io.landbridge.port.in.NoSuchHostException;
import io.landbridge.port.in.NotDurableException;
import io.landbridge.port.in.PreconditionFailedException;
import io.landbridge.port.in.UnavailableException;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import javax.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;
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

    @Context
    private @Nullable UriInfo uri;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused && !(failure instanceof RefusedRequestException)) {
            return ofHttp(refused.getResponse());
        }
        return problem(failure).response().build();
    }

    /** What JAX-RS itself refuses keeps its headers, but for the methods allowed: it names those of other paths, too. */
    private Response ofHttp(Response refusal) {
        Response.ResponseBuilder problem = Response.fromResponse(refusal)
                .type(Problem.MEDIA_TYPE)
                .entity(httpProblem(refusal.getStatusInfo()))
                .header(HttpHeaders.ALLOW, null);
        return (refusal.getStatus() == 405 ? problem.header(HttpHeaders.ALLOW, allowed()) : problem).build();
    }

    private String allowed() {
        try {
            return String.join(", ", ApiDocument.methodsAt(path()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Without the slash at its end and the matrix parameters (RFC 3986 §3.3), which JAX-RS overlooks. */
    private String path() {
        String path = Objects.requireNonNull(uri).getPath();
        return "/" + path.replaceAll(";[^/]*", "").replaceAll("^/|/$", "");
    }

    private static Problem httpProblem(Response.StatusType status) {
        return switch (status.getStatusCode()) {
            case 404 -> Problem.of(404, "not-found", "Not found", "there is nothing at this path");
            case 405 ->
                Problem.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "this path does not know the method; see the Allow header");
            case 406 ->
                Problem.of(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "nothing that the Accept header asks for is to be had here");
            case 415 ->
                Problem.of(
                        415, "unsupported-media-type", "Unsupported media type", "the body has to be application/json");
            default -> Problem.of(status.getStatusCode(), "http", status.getReasonPhrase(), status.getReasonPhrase());
        };
    }

    private static Problem problem(Throwable failure) {
        String detail = String.valueOf(failure.getMessage());
        if (failure instanceof InvalidIntentException invalid) {
            return Problem.ofFields("invalid-intent", "The intent is not valid", detail, invalid.violations());
        }
        if (failure instanceof RefusedRequestException refused) {
            return refused.problem();
        }
        if (failure instanceof MalformedBodyException) {
            return Problem.of(400, "malformed-body", "The body cannot be read", detail);
        }
        if (failure instanceof NoSuchHostException) {
            return Problem.of(404, "no-such-host", "No such host", detail);
        }
        if (failure instanceof ConflictException) {
            return Problem.of(409, "conflict", "Not in the present state", detail);
        }
        if (failure instanceof PreconditionFailedException) {
            return Problem.of(412, "precondition-failed", "Changed meanwhile", detail);
        }
        if (failure instanceof UnavailableException) {
            return Problem.of(503, "unavailable", "The controller is not ready", detail);
        }
        if (failure instanceof DeviceException device) {
            return Problem.of(status(device.kind()), "device", "The host did not do it", detail);
        }
        LOG.error("A request failed", failure);
        if (failure instanceof NotDurableException) {
            return Problem.of(500, "not-durable", "The change is made, and may be lost in a power cut", detail);
        }
        if (failure instanceof IOException) {
            return Problem.of(500, "not-stored", "The change could not be stored", detail);
        }
        return Problem.of(500, "internal", "Landbridge failed", "this is a defect; data/log/karaf.log has the details");
    }

    private static int status(DeviceException.Kind kind) {
        return switch (kind) {
            case DISCONNECTED, CHANGED_MEANWHILE -> 503;
            case TIMED_OUT -> 504;
            case REFUSED, MALFORMED -> 502;
        };
    }
}
