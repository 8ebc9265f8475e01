package io.landbridge.northbound.login;

import java.time.Duration;
import javax.security.auth.login.LoginException;

/** Passwords were wrong too often: the next is not looked at before a while has passed. */
public final class ThrottledException extends LoginException {
    private static final long serialVersionUID = 1;

    private final long seconds;

    ThrottledException(Duration wait) {
        this(wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private ThrottledException(long seconds) {
        super("too many wrong passwords; the next is looked at in " + seconds + " s");
        this.seconds = seconds;
    }

    /** Whole seconds after which an attempt is looked at again, at least one. */
    public long seconds() {
        return seconds;
    }
}
