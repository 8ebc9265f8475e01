package io.landbridge.store;

import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Comparator.naturalOrder;

import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostAccess;
import io.landbridge.model.HostAccess.Mode;
import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import io.landbridge.model.Mtu;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.model.ServicePort;
import io.landbridge.model.ServicePort.Protocol;
import io.landbridge.model.UdpPort;
import io.landbridge.model.Vni;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Valid intents that use every field, the same for the same seed. */
final class RandomIntents {
    private static final Ipv4Address FIRST_VTEP = Ipv4Address.parse("192.168.0.1");
    private final Random random;

    RandomIntents(long seed) {
        random = new Random(seed);
    }

    Intent next() {
        Intent intent = new Intent(random.nextLong(0, 1L << 50), fabric(), Intent.EMPTY.hosts(), Optional.empty());
        List<Ipv4Prefix> blocks = intent.fabric()
                .cidr()
                .blocks(intent.fabric().hostPrefixLength())
                .filter(block -> !block.overlaps(intent.fabric().gatewayCidr()))
                .limit(40)
                .toList();
        Intent grown = intent;
        for (int i = 0; i < random.nextInt(blocks.size()); i++) {
            grown = add(grown, i, blocks.get(i));
        }
        return random.nextBoolean() ? rolling(grown) : grown;
    }

    /** With other VXLAN parameters somewhere on their way, and another VTEP for some hosts. */
    private Intent rolling(Intent intent) {
        Fabric fabric = intent.fabric();
        Intent rolling = intent.with(new Fabric(
                fabric.cidr(),
                fabric.gatewayCidr(),
                fabric.hostPrefixLength(),
                new Vni(random.nextInt(1, 1 << 24)),
                new UdpPort(random.nextInt(1, 65_536)),
                fabric.mtu(),
                fabric.egressNat(),
                fabric.bridge(),
                fabric.tunnelPort(),
                fabric.containerBridge(),
                fabric.hostAccess()));
        for (Host host : intent.hosts().values()) {
            if (random.nextInt(4) == 0) {
                rolling = rolling.with(new Host(
                        host.id(),
                        host.vtep().plus(1 << 8),
                        host.subnet(),
                        host.gateway(),
                        host.ovsdb(),
                        host.membership()));
            }
        }
        for (int phases = random.nextInt(4); phases > 0; phases--) {
            rolling = rolling.advanced();
        }
        return rolling;
    }

    private Fabric fabric() {
        Ipv4Prefix cidr = random.nextBoolean() ? Fabric.DEFAULT_CIDR : Ipv4Prefix.parse("172.16.0.0/12");
        Fabric base = Fabric.of(cidr);
        return new Fabric(
                cidr,
                base.gatewayCidr(),
                random.nextInt(16, 25),
                new Vni(random.nextInt(1, 1 << 24)),
                new UdpPort(random.nextInt(1, 65_536)),
                random.nextBoolean() ? Optional.of(mtu()) : Optional.empty(),
                random.nextBoolean(),
                new InterfaceName("br-" + random.nextInt(1000)),
                new InterfaceName("vx." + random.nextInt(1000)),
                new InterfaceName("docker_" + random.nextInt(1000)),
                hostAccess());
    }

    private HostAccess hostAccess() {
        Mode[] modes = Mode.values();
        Protocol[] protocols = Protocol.values();
        return new HostAccess(
                modes[random.nextInt(modes.length)],
                Stream.generate(() ->
                                new ServicePort(random.nextInt(1, 65_536), protocols[random.nextInt(protocols.length)]))
                        .limit(random.nextInt(HostAccess.MOST_ALLOWED + 1))
                        .collect(toImmutableSortedSet(naturalOrder())));
    }

    private Intent add(Intent intent, int index, Ipv4Prefix subnet) {
        Ipv4Address vtep = FIRST_VTEP.plus(index);
        Host host = new Host(
                new HostId("h" + random.nextInt(1000) + "-" + index),
                vtep,
                subnet,
                intent.fabric().gatewayCidr().network().plus(1 + index),
                random.nextBoolean()
                        ? Optional.of(new OvsdbEndpoint(vtep, random.nextInt(1, 65_536)))
                        : Optional.empty(),
                random.nextBoolean() ? Host.Membership.JOINED : Host.Membership.LEAVING);
        return intent.with(host);
    }

    /** One that leaves room for a tunnel, so that it may be an underlay's, too. */
    private Mtu mtu() {
        return new Mtu(random.nextInt(626, 65_486));
    }
}
