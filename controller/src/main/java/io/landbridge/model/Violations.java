package io.landbridge.model;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong, so that the admin hears all of it at once. */
final class Violations {
    private final List<Violation> found = new ArrayList<>();

    /** Notes a violation of {@code field} unless {@code holds}. */
    @FormatMethod
    Violations require(boolean holds, String field, @FormatString String message, Object... args) {
        if (!holds) {
            found.add(new Violation(field, String.format(message, args)));
        }
        return this;
    }

    /** Notes a violation of the host's {@code field} unless {@code holds}. */
    @FormatMethod
    Violations require(boolean holds, HostId host, String field, @FormatString String message, Object... args) {
        if (!holds) {
            found.add(new Violation(Optional.of(host), field, String.format(message, args)));
        }
        return this;
    }

    /** Notes what was found wrong with a host. */
    void add(HostId host, InvalidIntentException invalid) {
        invalid.violations().forEach(violation -> found.add(violation.of(host)));
    }

    /** Refuses the intent if anything was found. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new InvalidIntentException(found);
        }
    }
}
