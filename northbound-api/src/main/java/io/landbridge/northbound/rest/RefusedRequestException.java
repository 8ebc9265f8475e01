package io.landbridge.northbound.rest;

/** A request that is refused for what HTTP says of it, with the {@link Problem} that tells why. */
final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedRequestException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
