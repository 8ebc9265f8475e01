package io.landbridge.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says why a controller could not be spoken to. */
final class Unreachable {
    private Unreachable() {}

    static Failure of(Settings settings, IOException cause) {
        return new Failure(ExitCode.UNREACHABLE, settings.url() + ": " + reason(settings, cause));
    }

    private static String reason(Settings settings, IOException cause) {
        if (cause instanceof SSLException) {
            return "no trusted TLS connection: " + cause.getMessage() + "; "
                    + settings.cacert()
                            .map(file -> "is " + file + " this controller's certificate, and the URL a name in it?")
                            .orElse("give the controller's certificate with --cacert FILE");
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time; is the controller running, and no firewall between?";
        }
        if (cause instanceof ConnectException) {
            return hasUnresolvedCause(cause)
                    ? "there is no such name; give the controller's with --url"
                    : "nobody listens there; is the controller running, and --url right?";
        }
        return "the connection broke: " + cause.getMessage();
    }

    private static boolean hasUnresolvedCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
