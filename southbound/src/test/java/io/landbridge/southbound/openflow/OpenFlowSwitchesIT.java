package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.Await;
import io.landbridge.southbound.PrivateOvs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Open vSwitch keeps the contract. */
class OpenFlowSwitchesIT extends SwitchesContract {
    private static final String BRIDGE = "br0";

    private static PrivateOvs ovs;
    private static OpenFlowSwitches switches;
    private static int port;

    @BeforeAll
    static void listen() throws IOException {
        ovs = PrivateOvs.start();
        switches = new OpenFlowSwitches(OpenFlowSettings.DEFAULT);
        port = switches.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterAll
    static void stopListening() {
        switches.close();
        ovs.close();
    }

    @BeforeEach
    void addBridge() {
        ovs.vsctl("add-br", BRIDGE, "--", "set", "Bridge", BRIDGE, "datapath_type=dummy", "fail_mode=secure");
        ovs.vsctl("set", "Bridge", BRIDGE, "protocols=OpenFlow13", "other_config:datapath-id=" + ID);
        connect();
        Await.until("the switch connects", () -> switches.find(ID).isPresent());
    }

    @AfterEach
    void deleteBridge() {
        ovs.vsctl("del-br", BRIDGE);
        Await.until("the switch is gone", () -> switches.find(ID).isEmpty());
    }

    @Override
    void connect() {
        dial(port);
    }

    /** A controller that never answers takes our place: with none at all the switch would flush its flows. */
    @Override
    void disconnect() {
        dial(1);
    }

    private static void dial(int controllerPort) {
        ovs.vsctl("set-controller", BRIDGE, "tcp:127.0.0.1:" + controllerPort);
    }

    @Override
    Switches switches() {
        return switches;
    }

    @Test
    void aForeignFlowThatWeCannotReadIsLeftOut() throws DeviceException {
        ovs.ofctl("add-flow", BRIDGE, "cookie=5,priority=7,ipv6,ct_state=+trk,actions=learn(table=3),NORMAL");
        ovs.ofctl("add-flow", BRIDGE, "cookie=5,priority=8,idle_timeout=60,actions=drop");
        List<Flow> ours = flows(0, 1);
        connected().apply(added(ours));
        assertThat(flowsOf(CookieFilter.ALL)).isEqualTo(ours);
        assertThat(ovs.ofctl("dump-flows", BRIDGE)).contains("learn");
    }

    @Test
    void aFlowWithOurMarkThatWeCannotReadFailsTheReading() {
        Cookie cookie = Cookie.of(1, 1, 1);
        ovs.ofctl("add-flow", BRIDGE, "table=4,priority=7,cookie=" + cookie + ",ipv6,actions=NORMAL,dec_ttl");
        assertThatThrownBy(() -> connected().read(Cookie.OURS))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("cookie=" + cookie + ",table=4,priority=7 (action 24)");
    }
}
