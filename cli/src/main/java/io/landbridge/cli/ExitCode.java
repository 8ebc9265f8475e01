package io.landbridge.cli;

/** What the process ends with, for scripts; {@code landbridge --help} lists it. */
final class ExitCode {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int UNAUTHORIZED = 4;
    static final int CHANGED_MEANWHILE = 5;

    private ExitCode() {}
}
