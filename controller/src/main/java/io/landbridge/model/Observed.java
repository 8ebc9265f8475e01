package io.landbridge.model;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What hosts have shown of themselves: nothing of it is asked for, and all of it can be found out again. It is kept so
 * that a host that is late after a restart neither changes the fabric's MTU nor is left behind by a change in phases.
 *
 * @param hosts the hosts that were ever connected, and what was accepted of their reports
 */
public record Observed(ImmutableSortedMap<HostId, Observation> hosts) {

    /**
     * What was accepted of one host's reports.
     *
     * @param underlayMtu MTU of the device that has the host's VTEP; empty before the first report, or if none was
     *     accepted
     */
    public record Observation(Optional<Mtu> underlayMtu) {
        private static final Observation CONNECTED = new Observation(Optional.empty());

        public Observation {
            underlayMtu.ifPresent(Mtu::insideVxlan);
        }
    }

    /** Before any host has connected. */
    public static final Observed NOTHING = new Observed(ImmutableSortedMap.of());

    /** Whether the host was ever connected, and so may carry packets though it is out of reach. */
    public boolean hasConnected(HostId id) {
        return hosts.containsKey(id);
    }

    /** The underlay MTU that was last accepted of that host. */
    public Optional<Mtu> underlayMtu(HostId id) {
        return Optional.ofNullable(hosts.get(id)).flatMap(Observation::underlayMtu);
    }

    /** What the overlay's links carry: as the admin said, else what the smallest underlay accepted leaves room for. */
    public Mtu fabricMtu(Intent intent) {
        return intent.fabric().mtu().or(() -> smallest(intent)).orElse(Mtu.OVER_ETHERNET);
    }

    /** What the smallest underlay of the fabric's hosts leaves room for; empty if none was accepted yet. */
    public Optional<Mtu> smallest(Intent intent) {
        return intent.joinedHosts()
                .flatMap(host -> underlayMtu(host.id()).stream())
                .min(Mtu::compareTo)
                .map(Mtu::insideVxlan);
    }

    /** With that host among those that were ever connected. */
    public Observed withConnected(HostId id) {
        return hasConnected(id) ? this : with(id, Observation.CONNECTED);
    }

    /**
     * With that underlay MTU accepted.
     *
     * @throws InvalidIntentException if it is too small for any overlay
     */
    public Observed withUnderlayMtu(HostId id, Mtu mtu) {
        return with(id, new Observation(Optional.of(mtu)));
    }

    /** Without the hosts that are not among these. */
    public Observed of(Set<HostId> known) {
        return known.containsAll(hosts.keySet())
                ? this
                : new Observed(ImmutableSortedMap.copyOfSorted(Maps.filterKeys(hosts, known::contains)));
    }

    private Observed with(HostId id, Observation observation) {
        Map<HostId, Observation> changed = new TreeMap<>(hosts);
        changed.put(id, observation);
        return new Observed(ImmutableSortedMap.copyOf(changed));
    }
}
