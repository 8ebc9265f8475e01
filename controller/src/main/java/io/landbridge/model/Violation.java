package io.landbridge.model;

import java.util.Optional;

/**
 * One thing wrong with an intent: the field as the admin wrote it, and what would be right.
 *
 * @param host the host that the field belongs to, where more than one could be meant
 * @param field name of the offending field, such as {@code subnet}
 * @param message what is wrong and what would be accepted, one sentence without a full stop
 */
public record Violation(Optional<HostId> host, String field, String message) {
    public Violation(String field, String message) {
        this(Optional.empty(), field, message);
    }

    /** The same, of that host's field. */
    public Violation of(HostId id) {
        return new Violation(Optional.of(id), field, message);
    }
}
