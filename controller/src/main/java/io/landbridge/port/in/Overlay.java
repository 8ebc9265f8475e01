package io.landbridge.port.in;

import com.google.common.collect.ImmutableList;
import io.landbridge.model.Fabric;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import io.landbridge.plan.Plan;
import io.landbridge.port.out.DeviceException;
import java.io.IOException;

/**
 * Every use case. A change is stored before it returns and carried out afterwards; a change that is refused changes
 * nothing.
 */
public interface Overlay {

    /** The intent as it is stored. */
    Intent intent();

    /**
     * Replaces the fabric's parameters. Another VNI or UDP port goes through the fabric in phases, none of which loses a
     * packet; hosts have converged when the last is done.
     *
     * @return the intent afterwards
     * @throws InvalidIntentException if they contradict themselves or a host
     * @throws ConflictException if hosts are there that would have to be rebuilt, or such a change is on its way
     * @throws IOException if it could not be stored
     */
    Intent setFabric(Fabric fabric) throws IOException;

    /** All hosts by name, with what is known of them. */
    ImmutableList<HostView> hosts();

    /** One host with what is known of it. */
    HostView host(HostId id) throws NoSuchHostException;

    /**
     * Adds a host, or changes the one of that name; what the request leaves open is kept or allocated. Another VTEP goes
     * through the fabric in phases, as another VNI does.
     *
     * @return the host afterwards
     * @throws InvalidIntentException if it contradicts the fabric or another host
     * @throws ConflictException if its VTEP changes while a change of VXLAN parameters is on its way
     * @throws IOException if it could not be stored
     */
    HostView putHost(HostRequest request) throws IOException;

    /**
     * Takes a host out of the fabric: its peers forget it, then what was made on it is undone. It is listed as
     * leaving until that is done.
     *
     * @param force forget it at once, for a host that will never answer again
     * @throws IOException if it could not be stored
     */
    void removeHost(HostId id, boolean force) throws IOException, NoSuchHostException;

    /** What would change on a host now, from a fresh reading of it. */
    Plan plan(HostId id) throws NoSuchHostException;

    /** The plans of all hosts that are not empty. */
    ImmutableList<Plan> plans();

    /**
     * The flows of a host as they are now, by stage and then by priority, highest first; flows that are not ours last.
     *
     * @throws DeviceException if the host's switch is not connected or does not answer
     */
    ImmutableList<FlowView> flows(HostId id) throws NoSuchHostException, DeviceException;

    /** Whether the controller can do its work; empty if so, else what is missing, one sentence each. */
    ImmutableList<String> missing();
}
