package io.landbridge.southbound.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a changed configuration is followed, and what is said if it cannot be. */
class SwitchesComponentTest {
    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void whatCannotBeFollowedChangesNothingAndIsSaidUntilItCan() throws IOException {
        int port = free();
        SwitchesComponent component = new SwitchesComponent(LOOPBACK, " " + port);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            component.follow(LOOPBACK, Integer.toString(taken.getLocalPort()));
            assertThat(component.listening().port()).isEqualTo(port);
            assertThat(component.listening().refusal().orElseThrow()).contains("127.0.0.1:" + taken.getLocalPort());
            component.follow(LOOPBACK, "0");
            assertThat(component.listening().refusal().orElseThrow()).contains("openflow.port: '0'");
            component.follow(LOOPBACK, Integer.toString(port));
            assertThat(component.listening().refusal()).isEmpty();
        } finally {
            component.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "", "there"})
    void aWrongPortIsToldByItsKey(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SwitchesComponent(LOOPBACK, port))
                .withMessageStartingWith("openflow.port: ");
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
