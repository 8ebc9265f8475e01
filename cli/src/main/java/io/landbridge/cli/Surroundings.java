package io.landbridge.cli;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the process finds around it.
 *
 * @param environment the environment variables
 * @param home the user's home folder
 * @param askPassword asks a person, without echo, by the prompt given; empty where there is no terminal
 */
record Surroundings(
        Map<String, String> environment,
        Path home,
        PrintStream out,
        PrintStream err,
        Function<String, Optional<String>> askPassword) {

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Surroundings::readFromTerminal);
    }

    /** Without a terminal there is no console up to Java 21, and from 22 on one that reads standard input. */
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<String> readFromTerminal(String prompt) {
        Console console = System.console();
        return console == null
                ? Optional.empty()
                : Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
    }
}
