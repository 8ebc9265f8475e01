package io.landbridge.southbound.openflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.flow.Action;
import io.landbridge.flow.Cookie;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.Flow;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.flow.Match;
import io.landbridge.flow.Port;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.southbound.Await;
import io.landbridge.southbound.PrivateOvs;
import io.landbridge.southbound.codec.Strangers;
import io.landbridge.southbound.openflow.codec.Connection;
import io.landbridge.southbound.openflow.codec.OpenFlowServer;
import io.landbridge.southbound.openflow.codec.Reply;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real Open vSwitch whose bundles are hidden from us: flows change one by one. */
class WithoutBundlesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Reply UNKNOWN = new Reply.Refusal(1, "BAD_REQUEST/BAD_EXPERIMENTER");
    private static final BlockingQueue<OpenFlowSwitch> JOINED = new LinkedBlockingQueue<>();

    private static PrivateOvs ovs;
    private static OpenFlowServer server;
    private static OvsBridge bridge;
    private static OpenFlowSwitch device;

    @BeforeAll
    static void listen() throws IOException {
        server = new OpenFlowServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TIMEOUT,
                TIMEOUT,
                new Strangers("OpenFlow", TIMEOUT),
                WithoutBundlesIT::session);
        int port = server.start();
        ovs = PrivateOvs.start();
        bridge = new OvsBridge(ovs, "br0", new DatapathId(5));
        bridge.add(port);
        Await.until("the switch has joined", () -> !JOINED.isEmpty());
        device = JOINED.remove();
    }

    @AfterAll
    static void close() {
        server.close();
        ovs.close();
    }

    @BeforeEach
    void deleteFlows() {
        ovs.ofctl("del-flows", bridge.name());
    }

    @Test
    void flowsAreAddedModifiedAndDeleted() throws DeviceException {
        device.apply(List.of(new FlowEdit.Add(flow(1)), new FlowEdit.Add(flow(2))));
        Flow changed = FlowExamples.flow(0, 2, Match.ALL, Cookie.of(1, 1, 9), new Action.Output(Port.LOCAL));
        device.apply(List.of(new FlowEdit.Delete(flow(1)), new FlowEdit.Modify(changed), new FlowEdit.Add(flow(3))));
        assertThat(device.read(CookieFilter.ALL)).map(InstalledFlow::flow).containsExactlyInAnyOrder(changed, flow(3));
    }

    @Test
    void aRefusedFlowIsNamedAndNothingIsDeleted() throws DeviceException {
        device.apply(List.of(new FlowEdit.Add(flow(1))));
        Flow bad = FlowExamples.flow(0, 2, Match.ALL, new Action.Output(new Port(0xff00)));
        assertThatThrownBy(() -> device.apply(List.of(new FlowEdit.Delete(flow(1)), new FlowEdit.Add(bad))))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining(bad + ": BAD_ACTION/BAD_OUT_PORT");
        assertThat(device.read(CookieFilter.ALL)).map(InstalledFlow::flow).containsExactly(flow(1));
    }

    @Test
    void moreFlowsThanTheLibrarysQueueHoldsPass() throws DeviceException {
        List<FlowEdit> edits = IntStream.range(0, 20_000)
                .<FlowEdit>mapToObj(priority -> new FlowEdit.Add(flow(priority)))
                .toList();
        device.apply(edits);
        assertThat(device.read(CookieFilter.ALL)).hasSize(20_000);
    }

    private static Flow flow(int priority) {
        return FlowExamples.flow(0, priority, Match.ALL);
    }

    private static Session session(Connection connection) {
        AtomicReference<Session> session = new AtomicReference<>();
        InvocationHandler hideBundles = (proxy, method, arguments) -> {
            if (!method.getName().equals("bundle")) {
                return method.invoke(connection, arguments);
            }
            requireNonNull(session.get()).received((int) arguments[0], UNKNOWN);
            return null;
        };
        Connection hiding = (Connection) Proxy.newProxyInstance(
                WithoutBundlesIT.class.getClassLoader(), new Class<?>[] {Connection.class}, hideBundles);
        session.set(new Session(hiding, TIMEOUT, new Session.Registry() {
            @Override
            public void joined(OpenFlowSwitch arrived) {
                JOINED.add(arrived);
            }

            @Override
            public void admit(OpenFlowSwitch joined) {
                throw new AssertionError("nobody decides here");
            }

            @Override
            public void left(OpenFlowSwitch gone) {
                // the test ends with it
            }
        }));
        return requireNonNull(session.get());
    }
}
