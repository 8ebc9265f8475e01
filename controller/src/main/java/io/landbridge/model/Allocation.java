package io.landbridge.model;

import java.util.Set;
import java.util.stream.Collectors;

/** Gives a host the lowest subnet and gateway that are free, so that hosts added in order get addresses in order. */
public final class Allocation {
    private Allocation() {}

    /**
     * The host that was asked for: what the request leaves open is kept from before, else allocated.
     *
     * @throws InvalidIntentException if the fabric has no room for another host, or the host is on its way out
     */
    public static Host host(Intent intent, HostRequest request) {
        var before = intent.host(request.id());
        if (before.isPresent() && !before.get().isJoined()) {
            throw new InvalidIntentException(
                    "id", request.id() + " is on its way out: wait until it is gone, or remove it by force");
        }
        return new Host(
                request.id(),
                request.vtep(),
                request.subnet().or(() -> before.map(Host::subnet)).orElseGet(() -> freeSubnet(intent)),
                request.gateway().or(() -> before.map(Host::gateway)).orElseGet(() -> freeGateway(intent)),
                request.ovsdb(),
                Host.Membership.JOINED);
    }

    /** The lowest free block, never the first one of the fabric: that is left to the underlay's taste. */
    private static Ipv4Prefix freeSubnet(Intent intent) {
        Fabric fabric = intent.fabric();
        return fabric.cidr()
                .blocks(fabric.hostPrefixLength())
                .skip(1)
                .filter(block -> !block.overlaps(fabric.gatewayCidr()))
                .filter(block -> intent.hosts().values().stream()
                        .noneMatch(host -> host.subnet().overlaps(block)))
                .findFirst()
                .orElseThrow(() -> new InvalidIntentException(
                        "subnet",
                        "the fabric " + fabric.cidr() + " has no free /" + fabric.hostPrefixLength() + " left"));
    }

    private static Ipv4Address freeGateway(Intent intent) {
        Set<Ipv4Address> taken =
                intent.hosts().values().stream().map(Host::gateway).collect(Collectors.toSet());
        return intent.fabric()
                .gatewayCidr()
                .addresses()
                .filter(address -> !taken.contains(address))
                .findFirst()
                .orElseThrow(() -> new InvalidIntentException(
                        "gateway", "the gateway range " + intent.fabric().gatewayCidr() + " has no free address left"));
    }
}
