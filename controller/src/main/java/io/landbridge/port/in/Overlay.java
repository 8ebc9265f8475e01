package io.landbridge.port.in;

import com.google.common.collect.ImmutableList;
import io.landbridge.event.Actor;
import io.landbridge.event.Event;
import io.landbridge.event.EventFeed;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.plan.Plan;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every use case. A change is stored before it returns and carried out afterwards; a change that is refused changes
 * nothing. Each change is told, with its actor, as an event.
 */
public interface Overlay {

    /** The intent as it is stored. */
    Intent intent();

    /**
     * Makes a change. Another VNI, UDP port or VTEP goes through the fabric in phases, none of which loses a packet;
     * hosts have converged when the last is done.
     *
     * @param actor who makes it
     * @throws ConflictException if the change cannot be made in the present state, or one in phases is on its way
     * @throws InvalidIntentException if the intent would contradict itself
     * @throws PreconditionFailedException if the change expects another intent
     * @throws NotDurableException if it is made and stored, and may yet be lost in a power cut
     * @throws IOException if it could not be stored; then nothing has changed
     */
    <E extends Exception> Changed change(Actor actor, IntentChange<E> change) throws E, IOException;

    /**
     * What {@link #change} would do: refused for the same reasons, computed from the same intent; nothing is stored,
     * and nothing changes on any host.
     */
    <E extends Exception> Preview preview(IntentChange<E> change) throws E;

    /** Makes the change {@link IntentChange#setFabric} and gives the intent afterwards. */
    default Intent setFabric(Actor actor, Fabric fabric) throws IOException {
        return change(actor, IntentChange.setFabric(fabric)).after();
    }

    /** All hosts by name, with what is known of them. */
    ImmutableList<HostView> hosts();

    /** One host with what is known of it. */
    HostView host(HostId id) throws NoSuchHostException;

    /** That host as it was asked for, with what is known of it now; it need not be in the intent any more. */
    HostView view(Host host);

    /** Makes the change {@link IntentChange#putHost} and gives the host afterwards. */
    HostView putHost(Actor actor, HostRequest request) throws IOException;

    /**
     * Makes the change {@link IntentChange#removeHost}: the host's peers forget it, then what was made on it is
     * undone. It is listed as leaving until that is done.
     */
    default void removeHost(Actor actor, HostId id, boolean force) throws IOException, NoSuchHostException {
        change(actor, IntentChange.removeHost(id, force));
    }

    /** What would change on a host now, from a fresh reading of it. */
    Plan plan(HostId id) throws NoSuchHostException;

    /** The plans of all hosts that are not empty; a host that cannot be compared has a plan that says why. */
    ImmutableList<Plan> plans();

    /**
     * The flows of a host as they are now, by stage and then by priority, highest first; flows that are not ours last.
     *
     * @throws DeviceException if the host's switch is not connected or does not answer
     */
    ImmutableList<FlowView> flows(HostId id) throws NoSuchHostException, DeviceException;

    /** Tells that a change was refused: for those who took the actor's words in, and know what was wrong with them. */
    void refused(Actor actor, Optional<HostId> host, String reason);

    /** What happened last, newest first, at most so many: on that host, or everywhere. */
    ImmutableList<Event> events(Optional<HostId> host, int limit);

    /**
     * Follows what happens from now on; to be closed.
     *
     * @param after id of the last event that was seen, to go on from there; empty to begin with the next event
     * @param host the host that it shall be about; empty for all events
     * @param wake called when there may be something to take, from the thread to which it happened: it must return at
     *     once
     */
    EventFeed follow(OptionalLong after, Optional<HostId> host, Runnable wake);

    /** Whether the controller can do its work; empty if so, else what is missing, one sentence each. */
    ImmutableList<String> missing();
}
