import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sends requests that a REST API must refuse: each has something wrong with its path, method, headers, query or body.
 * Prints how often each status was answered, 0 for a connection closed on an unread body, and fails if one was 500 or above, or if one was a success that changes
 * something. The same seed sends the same requests.
 *
 * <p>java MalformedRequests.java URL COUNT SEED, the account as user:password in the environment variable ACCOUNT.
 */
final class MalformedRequests {
    /** Stands among the statuses for a connection that was closed while a body was sent. */
    private static final int DROPPED = 0;

    private static final List<String> GOOD = List.of(
            "{\"vtep\":\"192.168.10.163\",\"subnet\":\"10.1.0.0/16\",\"gateway\":\"10.100.0.1\"}",
            "{\"cidr\":\"10.0.0.0/8\",\"gatewayCidr\":\"10.100.0.0/16\",\"vni\":1,\"vxlanPort\":4789,\"mtu\":1450}",
            "{\"fabric\":{\"cidr\":\"10.0.0.0/8\"},\"hosts\":{\"docker01\":{\"vtep\":\"192.168.10.163\"}}}");
    private static final List<String> JUNK = List.of(
            "null", "[]", "{}", "\"\"", "-1", "1e999", "99999999999999999999", "{\"a\":{}}", "\"\\u0000\"", "true", "'x'",
            "0.5", "\"10.0.0.0/33\"", "\"::1\"", "[[[[[[]]]]]]");
    private static final List<String> SEGMENTS = List.of(
            "docker01", "DOCKER01", "%00", "%2e%2e", "a%2Fb", "-", "x".repeat(200), "docker01%20", "%F0%9F%90%B3", "..;", "*");
    private static final List<String> METHODS = List.of("POST", "PATCH", "PUT", "PUT", "PUT", "GET", "DELETE", "OPTIONS", "BREW");

    private final Random random;
    private final URI base;
    private final String account;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private MalformedRequests(URI base, long seed, String account) {
        this.base = base;
        this.random = new Random(seed);
        this.account = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        var requests = new MalformedRequests(
                URI.create(arguments[0]), Long.parseLong(arguments[2]), System.getenv("ACCOUNT"));
        System.exit(requests.send(Integer.parseInt(arguments[1])) ? 0 : 1);
    }

    private boolean send(int count) throws InterruptedException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HttpRequest request = next();
            try {
                HttpResponse<String> answer = answerTo(request);
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                boolean changes = answer.statusCode() < 300 && List.of("PUT", "DELETE").contains(request.method());
                if (answer.statusCode() >= 500 || changes) {
                    failures.add(answer.statusCode() + " to " + request + ": " + answer.body());
                }
            } catch (IOException dropped) {
                if (hasBody(request)) {
                    statuses.merge(DROPPED, 1, Integer::sum);
                } else {
                    failures.add(dropped + " to " + request);
                }
            }
        }
        statuses.forEach((status, times) -> System.out.println(status + ": " + times));
        failures.stream().limit(10).forEach(System.out::println);
        return failures.isEmpty();
    }

    /** Asks twice where the connection was closed: after a refusal the server reads no further, and hangs up. */
    private HttpResponse<String> answerTo(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException closed) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    /** Whether the server may hang up: one that refuses by path or method need not read the body (RFC 9110 §10.1.1). */
    private static boolean hasBody(HttpRequest request) {
        return request.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L) > 0;
    }

    private HttpRequest next() {
        String method = pick(METHODS);
        var builder = HttpRequest.newBuilder(base.resolve(path(method) + query(method)))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + account)
                .method(method, body(method));
        builder.header(
                "Content-Type",
                pick(List.of("application/json", "application/json", "application/yaml", "text/plain", "x/y", "application/json;charset=nope")));
        builder.header("Accept", pick(List.of("application/json", "*/*", "text/html", "application/yaml", "x")));
        if (random.nextInt(3) == 0) {
            builder.header("If-Match", pick(List.of("\"stale\"", "stale", "W/\"1\"", ",,,,", "\"a\", \"b\"")));
        }
        if (random.nextInt(10) == 0) {
            builder.header("If-None-Match", pick(List.of("\"x\"", "x", ", ".repeat(500))));
        }
        return builder.build();
    }

    /** What exists, and what nearly does; a host that exists is never asked to leave. */
    private String path(String method) {
        if (method.equals("DELETE")) {
            return "/api/v1/hosts/" + pick(SEGMENTS.subList(1, SEGMENTS.size()));
        }
        return switch (random.nextInt(8)) {
            case 0 -> "/api/v1/fabric";
            case 1, 2 -> "/api/v1/hosts/" + pick(SEGMENTS);
            case 3 -> "/api/v1/intent";
            case 4 -> "/api/v1/hosts/" + pick(SEGMENTS) + "/" + pick(List.of("plan", "flows", "nothing"));
            case 5 -> "/api/v1/" + pick(List.of("plan", "hosts", "nothing", "openapi.yaml", "fabric/x", "Fabric", ""));
            case 6 -> "/" + pick(SEGMENTS);
            default -> "/health/" + pick(List.of("live", "ready", "dead", "live/x"));
        };
    }

    private String query(String method) {
        return random.nextInt(4) != 0
                ? ""
                : pick(List.of("?dryRun=maybe", "?force=", "?x=y", "?dryrun=true", "?force=%FF", "?limit=-1", "?&&&=", "?dryRun"));
    }

    /** Never a document that could be carried out: something in it is always wrong. */
    private BodyPublisher body(String method) {
        if (!method.equals("PUT") && random.nextBoolean()) {
            return BodyPublishers.noBody();
        }
        String good = pick(GOOD);
        String spoilt =
                switch (random.nextInt(8)) {
                    case 0 -> good.substring(0, random.nextInt(good.length()));
                    case 1 -> good.replaceFirst(":", ":" + pick(JUNK) + ",\"unknown\":");
                    case 2 -> pick(JUNK);
                    case 3 -> "{\"unknown\":" + pick(JUNK) + "," + good.substring(1);
                    case 4 -> "[".repeat(1 + random.nextInt(20_000));
                    case 5 -> "{\"vtep\":\"" + "1".repeat(random.nextInt(100_000)) + "\"}";
                    case 6 -> noise(random.nextInt(300));
                    default -> "{\"a\": &a [*a]}\n---\n" + good;
                };
        return random.nextInt(200) == 0
                ? BodyPublishers.ofString(spoilt + " ".repeat(2 << 20))
                : BodyPublishers.ofString(spoilt);
    }

    private String noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
