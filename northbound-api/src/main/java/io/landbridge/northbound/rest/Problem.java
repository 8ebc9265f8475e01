package io.landbridge.northbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.landbridge.model.Violation;
import java.util.List;
import javax.ws.rs.core.Response;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param type {@code urn:landbridge:problem:…}, which a program may rely on
 * @param title what kind of problem, the same for all of a type
 * @param status the HTTP status code
 * @param detail what is wrong with this request, and the remedy
 * @param violations the fields that are wrong; left out if it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<WrongField> violations) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String NAMESPACE = "urn:landbridge:problem:";

    /** A field that is wrong, as the request names it, and why. */
    record WrongField(String field, String message) {
        static WrongField of(Violation violation) {
            return new WrongField(violation.field(), violation.message());
        }
    }

    static Problem of(int status, String type, String title, String detail) {
        return new Problem(NAMESPACE + type, title, status, detail, List.of());
    }

    static Problem ofFields(String type, String title, String detail, List<Violation> violations) {
        return new Problem(
                NAMESPACE + type,
                title,
                422,
                detail,
                violations.stream().map(WrongField::of).toList());
    }

    /** A response that tells the problem. */
    Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
