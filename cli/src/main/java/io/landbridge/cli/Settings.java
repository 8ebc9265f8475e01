package io.landbridge.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which controller to talk to, and as whom.
 *
 * @param cacert the certificates to trust, and no others; empty for those that the JDK trusts
 */
record Settings(URI url, String user, String password, Optional<Path> cacert) {
    static final String DEFAULT_URL = "https://127.0.0.1:8443";

    private static final int LAST_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[::1]");

    /** The options first, then the environment, then the file; for the password a prompt is the last resort. */
    static Settings resolve(ConnectionOptions options, Surroundings around) {
        Path file = options.config.orElseGet(() -> defaultFile(around));
        Map<String, String> kept = options.config.isPresent() || Files.exists(file) ? ConfigFile.read(file) : Map.of();
        Map<String, String> environment = around.environment();

        URI url = url(options.url
                .or(() -> Optional.ofNullable(environment.get("LANDBRIDGE_URL")))
                .or(() -> Optional.ofNullable(kept.get("url")))
                .orElse(DEFAULT_URL));
        String user = options.user
                .or(() -> Optional.ofNullable(environment.get("LANDBRIDGE_USER")))
                .or(() -> Optional.ofNullable(kept.get("user")))
                .orElseThrow(() -> missing("user", "give --user, set LANDBRIDGE_USER, or write user = … into " + file));
        String password = Optional.ofNullable(environment.get("LANDBRIDGE_PASSWORD"))
                .or(() -> Optional.ofNullable(kept.get("password")))
                .or(() -> around.askPassword().apply("Password of " + user + " at " + url.getHost() + ": "))
                .orElseThrow(() -> missing("password", "set LANDBRIDGE_PASSWORD, or write password = … into " + file));
        // A relative path in the file is relative to the file, wherever the command is run.
        Optional<Path> cacert = options.cacert
                .or(() -> Optional.ofNullable(environment.get("LANDBRIDGE_CACERT"))
                        .map(Path::of))
                .or(() -> Optional.ofNullable(kept.get("cacert"))
                        .map(path -> file.toAbsolutePath().resolveSibling(path)));
        return new Settings(url, user, password, cacert);
    }

    /** Whether the password crosses a network in clear. */
    boolean isReadableOnTheWay() {
        return "http".equals(url.getScheme())
                && !LOOPBACK.matcher(url.getHost()).matches();
    }

    private static Path defaultFile(Surroundings around) {
        String folder = around.environment().getOrDefault("XDG_CONFIG_HOME", "");
        return (folder.isEmpty() ? around.home().resolve(".config") : Path.of(folder)).resolve("landbridge/config");
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            if (url.getHost() != null
                    && url.getPort() <= LAST_PORT
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Said below.
        }
        throw new Failure(ExitCode.USAGE, "'" + text + "' is no URL of a controller, such as https://controller:8443");
    }

    private static Failure missing(String what, String remedy) {
        return new Failure(ExitCode.USAGE, "no " + what + ": " + remedy);
    }
}
