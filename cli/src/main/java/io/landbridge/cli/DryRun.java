package io.landbridge.cli;

/** Asking what a change would do, without making it. */
final class DryRun {
    static final String HELP = "Change nothing; print the plan, what would change on the hosts.";

    private DryRun() {}

    static String path(String path, boolean dryRun) {
        return dryRun ? path + (path.contains("?") ? "&" : "?") + "dryRun=true" : path;
    }
}
