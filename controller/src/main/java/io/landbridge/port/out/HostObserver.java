package io.landbridge.port.out;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.HostId;
import io.landbridge.plan.Change;
import io.landbridge.status.HostStatus;
import java.time.Duration;
import java.util.Optional;

/** Is told of every look at a host, by the worker that looked: it must return at once. */
public interface HostObserver {

    /** A host was looked at, and what differed was changed. */
    void looked(Look look);

    /** A host is no longer in the intent, and nothing is to be remembered of it. */
    void forgotten(HostId id);

    /**
     * How one look at a host went.
     *
     * @param host the host
     * @param before what was known of it until then
     * @param after what is known of it now
     * @param changes what was changed on it, in order
     * @param drift whether it was changed although the intent is the one that it had converged to
     * @param failure what a device did not do, if the look ended so
     * @param defect whether the look ended by a defect of the controller itself
     * @param convergedIn if it has converged just now, how long that took: since the intent changed, it connected, or
     *     it was found to differ, whichever came last
     */
    record Look(
            HostId host,
            HostStatus before,
            HostStatus after,
            ImmutableList<Change> changes,
            boolean drift,
            Optional<DeviceException> failure,
            boolean defect,
            Optional<Duration> convergedIn) {}
}
