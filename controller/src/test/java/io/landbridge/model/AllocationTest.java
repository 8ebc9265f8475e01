package io.landbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllocationTest {
    @Test
    void theFirstBlockAndThatOfTheGatewaysAreNotForHosts() {
        assertThat(Allocation.freeSubnets(Intent.EMPTY)).isEqualTo(256 - 2);
        assertThat(Allocation.freeSubnets(Fabrics.ofHosts(3))).isEqualTo(256 - 2 - 3);
    }

    @Test
    void whatIsSaidToBeFreeIsWhatCanBeGivenOut() {
        Intent intent = Intent.EMPTY.with(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12")));
        long free = Allocation.freeSubnets(intent);
        assertThat(free).isPositive();
        for (int number = 1; number <= free; number++) {
            intent = intent.with(Allocation.host(intent, Fabrics.request(number)));
        }
        assertThat(Allocation.freeSubnets(intent)).isZero();
    }

    @Test
    void aLargerSubnetTakesAllItsBlocksAndSmallerOnesShareTheirs() {
        Intent intent = with("10.4.0.0/14", with("10.3.1.0/24", with("10.3.0.0/24", Intent.EMPTY, 1), 2), 3);
        assertThat(Allocation.freeSubnets(intent)).isEqualTo(256 - 2 - 1 - 4);
    }

    @Test
    void gatewaysInTheFirstBlockAreNotCountedTwice() {
        Fabric usual = Intent.EMPTY.fabric();
        Fabric fabric = new Fabric(
                usual.cidr(),
                Ipv4Prefix.parse("10.0.128.0/24"),
                usual.hostPrefixLength(),
                usual.vni(),
                usual.vxlanPort(),
                usual.mtu(),
                usual.egressNat(),
                usual.bridge(),
                usual.tunnelPort(),
                usual.containerBridge(),
                usual.hostAccess());
        assertThat(Allocation.freeSubnets(Intent.EMPTY.with(fabric))).isEqualTo(256 - 1);
    }

    private static Intent with(String subnet, Intent intent, int number) {
        HostRequest request = Fabrics.request(number);
        return intent.with(Allocation.host(
                intent,
                new HostRequest(
                        request.id(),
                        request.vtep(),
                        Optional.of(Ipv4Prefix.parse(subnet)),
                        Optional.empty(),
                        Optional.empty())));
    }
}
