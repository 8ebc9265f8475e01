package io.landbridge.fake;

import io.landbridge.event.Actor;
import io.landbridge.model.Allocation;
import io.landbridge.model.Fabric;
import io.landbridge.model.Host;
import io.landbridge.model.HostId;
import io.landbridge.model.HostRequest;
import io.landbridge.model.Intent;
import io.landbridge.model.Ipv4Address;
import io.landbridge.model.Ipv4Prefix;
import java.util.Optional;
import java.util.Random;

/** Intents to test with: the usual docker01, docker02, …, or random ones from a seed; and who asks for them. */
public final class Fabrics {
    /** Who changes what a test changes. */
    public static final Actor ADMIN = new Actor("admin", "192.0.2.7");

    private static final Ipv4Address FIRST_VTEP = Ipv4Address.parse("192.168.10.163");
    private static final String[] RANGES = {"10.0.0.0/8", "172.16.0.0/12", "192.168.64.0/18", "100.64.0.0/10"};
    private static final Ipv4Address RANDOM_VTEPS = Ipv4Address.parse("203.0.113.1");

    private Fabrics() {}

    public static HostId id(int number) {
        return new HostId(String.format("docker%02d", number));
    }

    public static HostRequest request(int number) {
        return new HostRequest(
                id(number), FIRST_VTEP.plus(number - 1), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The default fabric with hosts docker01 to the given number, addresses as allocated. */
    public static Intent ofHosts(int count) {
        return ofHosts(Fabric.of(Fabric.DEFAULT_CIDR), count);
    }

    public static Intent ofHosts(Fabric fabric, int count) {
        Intent intent = Intent.EMPTY.with(fabric);
        for (int number = 1; number <= count; number++) {
            intent = intent.with(Allocation.host(intent, request(number)));
        }
        return intent;
    }

    /** A fabric of 1 to 12 hosts in a range, order and numbers that follow from the seed alone. */
    public static Intent random(long seed) {
        Random random = new Random(seed);
        Intent intent = Intent.EMPTY.with(Fabric.of(Ipv4Prefix.parse(RANGES[random.nextInt(RANGES.length)])));
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(60);
            HostRequest request = new HostRequest(
                    id(number), RANDOM_VTEPS.plus(number), Optional.empty(), Optional.empty(), Optional.empty());
            Host host = Allocation.host(intent, request);
            intent = intent.with(host);
        }
        return intent;
    }
}
