package io.landbridge.southbound.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.AdmitAll;
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
    private static PrivateOvs ovs;
    private static OpenFlowSwitches switches;
    private static int port;
    private static OvsBridge bridge;

    @BeforeAll
    static void listen() throws IOException {
        ovs = PrivateOvs.start();
        bridge = new OvsBridge(ovs, "br0", ID);
        switches = new OpenFlowSwitches(OpenFlowSettings.DEFAULT);
        switches.admitBy(new AdmitAll());
        port = switches.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterAll
    static void stopListening() {
        switches.close();
        ovs.close();
    }

    @BeforeEach
    void addBridge() {
        bridge.add(port);
        Await.until("the switch connects", () -> switches.find(ID).isPresent());
    }

    @AfterEach
    void deleteBridge() {
        bridge.delete();
        Await.until("the switch is gone", () -> switches.find(ID).isEmpty());
    }

    @Override
    void connect() {
        bridge.dial(port);
    }

    /** A controller that never answers takes our place: with none at all the switch would flush its flows. */
    @Override
    void disconnect() {
        bridge.dial(1);
    }

    @Override
    Switches switches() {
        return switches;
    }

    @Test
    void aForeignFlowThatWeCannotReadIsLeftOut() throws DeviceException {
        bridge.addFlow("cookie=5,priority=7,ipv6,ct_state=+trk,actions=learn(table=3),NORMAL");
        bridge.addFlow("cookie=5,priority=8,idle_timeout=60,actions=drop");
        List<Flow> ours = flows(0, 1);
        connected().apply(added(ours));
        assertThat(flowsOf(CookieFilter.ALL)).isEqualTo(ours);
        assertThat(bridge.dumpFlows()).contains("learn");
    }

    @Test
    void aFlowWithOurMarkThatWeCannotReadFailsTheReading() {
        Cookie cookie = Cookie.of(1, 1, 1);
        bridge.addFlow("table=4,priority=7,cookie=" + cookie + ",ipv6,actions=NORMAL,dec_ttl");
        assertThatThrownBy(() -> connected().read(Cookie.OURS))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("cookie=" + cookie + ",table=4,priority=7 (action 24)");
    }
}
