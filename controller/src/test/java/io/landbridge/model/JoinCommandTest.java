package io.landbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Fabrics;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinCommandTest {
    private final Intent intent = Fabrics.ofHosts(Fabric.of(Ipv4Prefix.parse("172.16.0.0/12")), 2);
    private final Host docker02 = intent.host(Fabrics.id(2)).orElseThrow();

    @Test
    void whatTheHostWillAcceptStandsInTheLine() {
        assertThat(JoinCommand.of(intent, docker02))
                .isEqualTo("landbridge-host join CONTROLLER --name docker02 --fabric 172.16.0.0/12"
                        + " --vtep 192.168.10.164 --container-bridge docker0 --udp-port 4789");
    }

    @Test
    void aHostThatIsDialledListens() {
        Host dialled = new Host(
                docker02.id(),
                docker02.vtep(),
                docker02.subnet(),
                docker02.gateway(),
                Optional.of(OvsdbEndpoint.parse("tcp:192.168.10.164")),
                docker02.membership());
        assertThat(JoinCommand.of(intent.with(dialled), dialled)).endsWith(" --udp-port 4789 --listen");
    }

    @Test
    void bothUdpPortsOfARolloverAreNamed() {
        Fabric fabric = intent.fabric();
        Intent rolling = intent.with(new Fabric(
                fabric.cidr(),
                fabric.gatewayCidr(),
                fabric.hostPrefixLength(),
                fabric.vni(),
                new UdpPort(4790),
                fabric.mtu(),
                fabric.egressNat(),
                fabric.bridge(),
                fabric.tunnelPort(),
                fabric.containerBridge(),
                fabric.hostAccess()));
        assertThat(JoinCommand.of(rolling, docker02)).endsWith(" --udp-port 4790,4789");
    }
}
