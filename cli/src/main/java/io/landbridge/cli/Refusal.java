package io.landbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Says in the controller's own words (RFC 9457) why it refused. */
final class Refusal {
    private Refusal() {}

    static Failure of(int status, String body, Settings settings) {
        return switch (status) {
            case 401 ->
                new Failure(
                        ExitCode.UNAUTHORIZED,
                        settings.user() + " may not log in at " + settings.url() + ": name or password is wrong");
            case 403 -> new Failure(ExitCode.UNAUTHORIZED, settings.user() + ": " + words(status, body));
            case 412 ->
                new Failure(
                        ExitCode.CHANGED_MEANWHILE,
                        "somebody else changed it meanwhile, so nothing was changed: look at what is there now, and run this again");
            default -> new Failure(ExitCode.REFUSED, words(status, body));
        };
    }

    private static String words(int status, String body) {
        JsonNode problem;
        try {
            problem = Json.read(body);
        } catch (JsonProcessingException notJson) {
            problem = Json.object();
        }
        if (!problem.hasNonNull("title")) {
            return "the answer is HTTP status " + status + " and no more; is --url the controller's?";
        }
        StringBuilder words = new StringBuilder(problem.path("title").asText());
        if (problem.hasNonNull("detail") && problem.path("violations").isEmpty()) {
            words.append(": ").append(problem.path("detail").asText());
        }
        for (JsonNode violation : problem.path("violations")) {
            words.append("\n  ").append(violation.path("field").asText());
            words.append(": ").append(violation.path("message").asText());
        }
        return words.toString();
    }
}
