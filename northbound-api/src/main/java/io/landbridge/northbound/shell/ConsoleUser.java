package io.landbridge.northbound.shell;

import io.landbridge.event.Actor;
import java.security.AccessController;
import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Whoever logged in to the console session that a command runs in. */
final class ConsoleUser {
    private ConsoleUser() {}

    /** Not by the session's variable USER, which an ssh client may set as it likes. */
    @SuppressWarnings("removal") // There is no other way to what Karaf 4.4 has logged in.
    static Actor actor() {
        Optional<Subject> subject = Optional.ofNullable(Subject.getSubject(AccessController.getContext()));
        return new Actor(
                subject.flatMap(login -> login.getPrincipals(UserPrincipal.class).stream()
                                .findFirst())
                        .map(UserPrincipal::getName)
                        .orElse("unknown"),
                "console");
    }
}
