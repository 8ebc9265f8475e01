package io.landbridge.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives a host the lowest subnet and gateway that are free, so that hosts added in order get addresses in order. */
public final class Allocation {
    private final Fabric fabric;
    private final List<Ipv4Prefix> takenSubnets = new ArrayList<>();
    private final Set<Ipv4Address> takenGateways = new HashSet<>();

    /** Where the search goes on: what was found taken, or has been given, stays so. */
    private final Iterator<Ipv4Prefix> subnets;

    private final Iterator<Ipv4Address> gateways;

    private Allocation(Fabric fabric, Collection<Host> hosts) {
        this.fabric = fabric;
        hosts.forEach(host -> take(Optional.of(host.subnet()), Optional.of(host.gateway())));
        // Never the first block of the fabric: that is left to the underlay's taste.
        subnets = fabric.cidr()
                .blocks(fabric.hostPrefixLength())
                .skip(1)
                .filter(block -> !block.overlaps(fabric.gatewayCidr()))
                .filter(block -> takenSubnets.stream().noneMatch(block::overlaps))
                .iterator();
        gateways = fabric.gatewayCidr()
                .addresses()
                .filter(address -> !takenGateways.contains(address))
                .iterator();
    }

    /**
     * The host that was asked for: what the request leaves open is kept from before, else allocated.
     *
     * @throws InvalidIntentException if the fabric has no room for another host, or the host is on its way out
     */
    public static Host host(Intent intent, HostRequest request) {
        return new Allocation(intent.fabric(), intent.hosts().values()).give(keep(intent, request));
    }

    /**
     * The hosts of an intent that has exactly those that were asked for: what a request leaves open is kept, else
     * allocated in the order of names; a host that nobody asked for is on its way out.
     *
     * @throws InvalidIntentException with all that is wrong, by host
     */
    public static ImmutableSortedMap<HostId, Host> hosts(
            Intent before, Fabric fabric, Collection<HostRequest> requests) {
        Map<HostId, HostRequest> wanted = new TreeMap<>();
        Violations violations = new Violations();
        for (HostRequest request : requests) {
            try {
                wanted.put(request.id(), keep(before, request));
            } catch (InvalidIntentException leaving) {
                violations.add(request.id(), leaving);
            }
        }
        Map<HostId, Host> hosts = new TreeMap<>();
        before.hosts().values().stream()
                .filter(host -> !wanted.containsKey(host.id()))
                .forEach(host -> hosts.put(host.id(), host.leaving()));
        Allocation free = new Allocation(fabric, hosts.values());
        wanted.values().forEach(request -> free.take(request.subnet(), request.gateway()));
        for (HostRequest request : wanted.values()) {
            try {
                hosts.put(request.id(), free.give(request));
            } catch (InvalidIntentException invalid) {
                violations.add(request.id(), invalid);
            }
        }
        violations.refuse();
        return ImmutableSortedMap.copyOf(hosts);
    }

    /** How many more hosts can be given a subnet. */
    public static long freeSubnets(Intent intent) {
        Fabric fabric = intent.fabric();
        int length = fabric.hostPrefixLength();
        var taken = new TreeSet<Ipv4Prefix>();
        taken.add(new Ipv4Prefix(fabric.cidr().network(), length));
        taken.add(fabric.gatewayCidr().atMost(length));
        intent.hosts().values().forEach(host -> taken.add(host.subnet().atMost(length)));
        long free = 1L << (length - fabric.cidr().length());
        Optional<Ipv4Prefix> counted = Optional.empty();
        for (Ipv4Prefix range : taken) {
            if (counted.filter(larger -> larger.contains(range)).isEmpty()) {
                free -= 1L << (length - range.length());
                counted = Optional.of(range);
            }
        }
        return free;
    }

    /** The request with what it leaves open as it was before. */
    private static HostRequest keep(Intent intent, HostRequest request) {
        Optional<Host> before = intent.host(request.id());
        if (before.isPresent() && !before.get().isJoined()) {
            throw new InvalidIntentException(
                    "id", request.id() + " is on its way out: wait until it is gone, or remove it by force");
        }
        return new HostRequest(
                request.id(),
                request.vtep(),
                request.subnet().or(() -> before.map(Host::subnet)),
                request.gateway().or(() -> before.map(Host::gateway)),
                request.ovsdb());
    }

    private Host give(HostRequest request) {
        return new Host(
                request.id(),
                request.vtep(),
                request.subnet().orElseGet(this::freeSubnet),
                request.gateway().orElseGet(this::freeGateway),
                request.ovsdb(),
                Host.Membership.JOINED);
    }

    private void take(Optional<Ipv4Prefix> subnet, Optional<Ipv4Address> gateway) {
        subnet.ifPresent(takenSubnets::add);
        gateway.ifPresent(takenGateways::add);
    }

    private Ipv4Prefix freeSubnet() {
        if (!subnets.hasNext()) {
            throw new InvalidIntentException(
                    "subnet", "the fabric " + fabric.cidr() + " has no free /" + fabric.hostPrefixLength() + " left");
        }
        return subnets.next();
    }

    private Ipv4Address freeGateway() {
        if (!gateways.hasNext()) {
            throw new InvalidIntentException(
                    "gateway", "the gateway range " + fabric.gatewayCidr() + " has no free address left");
        }
        return gateways.next();
    }
}
