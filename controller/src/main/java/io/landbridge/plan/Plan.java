package io.landbridge.plan;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import java.util.Optional;

/**
 * What would change on a host now, in the order in which it would: bridge and ports, then flows added and modified,
 * then flows deleted.
 *
 * @param host the host
 * @param changes the steps; empty if the host is as it should be
 * @param unknown what part of the host could not be read and so is not in the plan; empty if all of it was read
 */
public record Plan(HostId host, ImmutableList<Change> changes, Optional<String> unknown) {

    /** Whether the host was read in full and nothing is to be done. */
    public boolean isEmpty() {
        return changes.isEmpty() && unknown.isEmpty();
    }
}
