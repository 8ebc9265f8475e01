package io.landbridge.cli;

/** Why a command could not do what it was asked to; the message is for people and names the remedy. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    int exitCode() {
        return exitCode;
    }
}
