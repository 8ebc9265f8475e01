package io.landbridge.status;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.DatapathId;
import java.util.Optional;

/**
 * What is known of a host.
 *
 * @param target what it was compared with: a number that grows with the intent and the MTU that follows from reports
 * @param converged whether all that should be was read back, and the helper reported the same generation
 * @param conditions one of each type, in the order of their types
 * @param datapathId of its bridge, once that exists
 * @param ovsVersion version of its Open vSwitch, once it is connected
 * @param flowsDesired how many flows it should have
 * @param flowsInstalled how many of these were last read back just so
 */
public record HostStatus(
        long target,
        boolean converged,
        ImmutableList<Condition> conditions,
        Optional<DatapathId> datapathId,
        Optional<String> ovsVersion,
        int flowsDesired,
        int flowsInstalled) {}
