package io.landbridge.northbound.rest;

import javax.ws.rs.WebApplicationException;

/** A request that is refused for what HTTP says of it, with the {@link Problem} that tells why. */
final class RefusedRequestException extends WebApplicationException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedRequestException(Problem problem) {
        super(problem.detail(), problem.status());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
