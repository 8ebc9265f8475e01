package io.landbridge.port.in;

import io.landbridge.model.Allocation;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.InvalidIntentException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What somebody wants changed: the intent that follows from the one before. To make a change and to preview it is to
 * apply the same one of these.
 *
 * @param <E> why it can be refused, beside being invalid
 */
@FunctionalInterface
public interface IntentChange<E extends Exception> {

    /**
     * The intent after the change, of the next revision; the one before if nothing changes.
     *
     * @throws InvalidIntentException if the intent would contradict itself
     */
    Intent applyTo(Intent before) throws E;

    /** The same change, unless the intent is not as expected when its turn comes. */
    default IntentChange<E> onlyIf(Predicate<Intent> expected) {
        return before -> {
            if (!expected.test(before)) {
                throw new PreconditionFailedException();
            }
            return applyTo(before);
        };
    }

    /** Replaces the fabric's parameters; a conflict if hosts are there that would have to be rebuilt. */
    static IntentChange<RuntimeException> setFabric(Fabric fabric) {
        return before -> {
            requireHostsCanStay(before, fabric);
            return before.fabric().equals(fabric) ? before : before.with(fabric);
        };
    }

    /** Adds a host, or changes the one of that name; what the request leaves open is kept or allocated. */
    static IntentChange<RuntimeException> putHost(HostRequest request) {
        return before -> {
            Host host = Allocation.host(before, request);
            return before.host(host.id()).equals(Optional.of(host)) ? before : before.with(host);
        };
    }

    /**
     * Asks a host to leave.
     *
     * @param force forget it at once, for a host that will never answer again
     */
    static IntentChange<NoSuchHostException> removeHost(HostId id, boolean force) {
        return before -> {
            Host host = before.host(id).orElseThrow(() -> new NoSuchHostException(id));
            if (force) {
                return before.without(id);
            }
            return host.isJoined() ? before.with(host.leaving()) : before;
        };
    }

    /** Replaces fabric and hosts in one step by the rules of the single ones; hosts left out are asked to leave. */
    static IntentChange<RuntimeException> replaceAll(Fabric fabric, Collection<HostRequest> hosts) {
        return before -> {
            requireHostsCanStay(before, fabric);
            var allocated = Allocation.hosts(before, fabric, hosts);
            return before.fabric().equals(fabric) && before.hosts().equals(allocated)
                    ? before
                    : before.with(fabric, allocated);
        };
    }

    private static void requireHostsCanStay(Intent before, Fabric fabric) {
        if (!before.hosts().isEmpty() && !fabric.keepsHostsOf(before.fabric())) {
            throw new ConflictException(
                    "hosts are there: only mtu, egressNat, hostAccess, hostAccessAllow, vni and vxlanPort can be changed;"
                            + " remove the hosts first");
        }
    }
}
