package io.landbridge.model;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that the admin asked for, as one value that holds together: no two hosts share a VTEP, a gateway or an address
 * of their subnets.
 *
 * @param revision grows by one with every change
 * @param fabric the overlay
 * @param hosts its hosts, those on their way out among them: they keep their addresses until they are gone
 * @param rollover a change of VNI, UDP port or VTEPs that has not gone through the whole fabric yet
 */
public record Intent(
        long revision, Fabric fabric, ImmutableSortedMap<HostId, Host> hosts, Optional<Rollover> rollover) {

    /** What a controller starts with: the default fabric and no hosts. */
    public static final Intent EMPTY =
            new Intent(0, Fabric.of(Fabric.DEFAULT_CIDR), ImmutableSortedMap.of(), Optional.empty());

    public Intent {
        Violations violations = new Violations();
        requireInside(fabric, hosts.values(), violations);
        requireDisjointSubnets(hosts.values(), violations);
        requireDistinct("gateway", Host::gateway, hosts.values(), violations);
        requireDistinct("vtep", Host::vtep, hosts.values(), violations);
        violations.refuse();
    }

    /** The host of that name, on its way out or not. */
    public Optional<Host> host(HostId id) {
        return Optional.ofNullable(hosts.get(id));
    }

    /** The hosts that carry the fabric's packets, by name. */
    public Stream<Host> joinedHosts() {
        return hosts.values().stream().filter(Host::isJoined);
    }

    /** What the fabric's VXLAN packets look like now. */
    public Encapsulation encapsulation() {
        return new Encapsulation(fabric, rollover);
    }

    /**
     * With other parameters of the fabric. Other VXLAN parameters begin a rollover; while it only accepts, they may be
     * changed again, or back.
     */
    public Intent with(Fabric changed) {
        return next(changed, hosts);
    }

    /** With this host added, or in the place of the one of its name; another VTEP begins a rollover, too. */
    public Intent with(Host host) {
        return next(fabric, put(hosts, host.id(), host));
    }

    /** With this fabric and these hosts, in one step; none of the hosts before may be missing. */
    public Intent with(Fabric changed, ImmutableSortedMap<HostId, Host> all) {
        return next(changed, all);
    }

    public Intent without(HostId id) {
        var others = remove(hosts, id);
        return new Intent(
                revision + 1, fabric, others, rollover.flatMap(change -> change.unlessIdleIn(fabric, others)));
    }

    /** With the rollover in its next phase, or done with. */
    public Intent advanced() {
        return new Intent(revision + 1, fabric, hosts, rollover.flatMap(Rollover::next));
    }

    /** Whether the other intent asks for other VXLAN packets than this one does. */
    public boolean tunnelsDifferFrom(Intent other) {
        return !fabric.vni().equals(other.fabric.vni())
                || !fabric.vxlanPort().equals(other.fabric.vxlanPort())
                || joinedHosts()
                        .anyMatch(host -> other.host(host.id())
                                .filter(Host::isJoined)
                                .map(Host::vtep)
                                .filter(vtep -> !vtep.equals(host.vtep()))
                                .isPresent());
    }

    private Intent next(Fabric nextFabric, ImmutableSortedMap<HostId, Host> nextHosts) {
        Rollover change = rollover.orElseGet(() -> Rollover.from(fabric));
        for (Host before : hosts.values()) {
            Host after = nextHosts.get(before.id());
            if (before.isJoined() && after != null && after.isJoined()) {
                change = change.alsoOf(before.id(), before.vtep());
            }
        }
        return new Intent(revision + 1, nextFabric, nextHosts, change.unlessIdleIn(nextFabric, nextHosts));
    }

    private static <V> ImmutableSortedMap<HostId, V> put(ImmutableSortedMap<HostId, V> map, HostId id, V value) {
        var changed = new TreeMap<>(map);
        changed.put(id, value);
        return ImmutableSortedMap.copyOfSorted(changed);
    }

    private static <V> ImmutableSortedMap<HostId, V> remove(ImmutableSortedMap<HostId, V> map, HostId id) {
        return ImmutableSortedMap.copyOfSorted(Maps.filterKeys(map, key -> !key.equals(id)));
    }

    private static void requireInside(Fabric fabric, Collection<Host> hosts, Violations violations) {
        for (Host host : hosts) {
            violations
                    .require(
                            fabric.cidr().contains(host.subnet()),
                            host.id(),
                            "subnet",
                            "%s of %s is outside the fabric %s",
                            host.subnet(),
                            host.id(),
                            fabric.cidr())
                    .require(
                            !fabric.gatewayCidr().overlaps(host.subnet()),
                            host.id(),
                            "subnet",
                            "%s of %s overlaps the gateway range %s",
                            host.subnet(),
                            host.id(),
                            fabric.gatewayCidr())
                    .require(
                            isGateway(fabric.gatewayCidr(), host.gateway()),
                            host.id(),
                            "gateway",
                            "%s of %s is not a host address of the gateway range %s",
                            host.gateway(),
                            host.id(),
                            fabric.gatewayCidr())
                    .require(
                            !fabric.cidr().contains(host.vtep()),
                            host.id(),
                            "vtep",
                            "%s of %s is inside the fabric %s: a VTEP belongs to the underlay",
                            host.vtep(),
                            host.id(),
                            fabric.cidr());
        }
    }

    private static boolean isGateway(Ipv4Prefix range, Ipv4Address gateway) {
        return range.contains(gateway) && !gateway.equals(range.network()) && !gateway.equals(range.last());
    }

    private static void requireDisjointSubnets(Collection<Host> hosts, Violations violations) {
        var sorted = hosts.stream()
                .sorted((a, b) -> a.subnet().compareTo(b.subnet()))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            Host lower = sorted.get(i - 1);
            Host upper = sorted.get(i);
            violations.require(
                    !lower.subnet().overlaps(upper.subnet()),
                    upper.id(),
                    "subnet",
                    "%s of %s overlaps %s of %s",
                    upper.subnet(),
                    upper.id(),
                    lower.subnet(),
                    lower.id());
        }
    }

    private static void requireDistinct(
            String field, Function<Host, Ipv4Address> address, Collection<Host> hosts, Violations violations) {
        Map<Ipv4Address, HostId> owners = new TreeMap<>();
        for (Host host : hosts) {
            HostId owner = owners.putIfAbsent(address.apply(host), host.id());
            violations.require(
                    owner == null,
                    host.id(),
                    field,
                    "%s and %s cannot both have %s",
                    owner,
                    host.id(),
                    address.apply(host));
        }
    }
}
