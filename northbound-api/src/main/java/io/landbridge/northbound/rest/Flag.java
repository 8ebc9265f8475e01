package io.landbridge.northbound.rest;

/** A query parameter that is true or false: what it is not sure of must not pass for false. */
public record Flag(boolean isSet) {

    /** Called by JAX-RS, by its name. */
    public static Flag valueOf(String text) {
        return switch (text) {
            case "true" -> new Flag(true);
            case "false" -> new Flag(false);
            default ->
                throw new RefusedRequestException(Problem.of(
                        400, "bad-parameter", "A query parameter is wrong", "'" + text + "' is not true or false"));
        };
    }
}
