package io.landbridge.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command: which controller, as whom, and how to print. */
final class ConnectionOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The controller; LANDBRIDGE_URL, else " + Settings.DEFAULT_URL + ".")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who logs in; LANDBRIDGE_USER. The password is never an option: see landbridge --help.")
    Optional<String> user = Optional.empty();

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Trust the certificates in this PEM file and no others; LANDBRIDGE_CACERT. Without, those that Java"
                            + " trusts.")
    Optional<Path> cacert = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Where settings are kept; ~/.config/landbridge/config.")
    Optional<Path> config = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, as the REST API answers.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;
}
