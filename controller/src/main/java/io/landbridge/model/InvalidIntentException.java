package io.landbridge.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/** An intent that cannot be accepted; it names every field that is wrong, and nothing has changed. */
public final class InvalidIntentException extends IllegalArgumentException {
    private final ImmutableList<Violation> violations;

    public InvalidIntentException(List<Violation> violations) {
        super(violations.stream().map(v -> v.field() + ": " + v.message()).collect(Collectors.joining("; ")));
        this.violations = ImmutableList.copyOf(violations);
    }

    public InvalidIntentException(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    /** What is wrong, in the order in which it was found; never empty. */
    public ImmutableList<Violation> violations() {
        return violations;
    }
}
