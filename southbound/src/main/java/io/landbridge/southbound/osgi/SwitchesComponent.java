package io.landbridge.southbound.osgi;

import io.landbridge.model.DatapathId;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import io.landbridge.southbound.openflow.OpenFlowSettings;
import io.landbridge.southbound.openflow.OpenFlowSwitches;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;

/** Offers the switches as a service. */
@Component(configurationPid = "io.landbridge")
public final class SwitchesComponent implements Switches {
    private final OpenFlowSwitches switches = new OpenFlowSwitches(OpenFlowSettings.DEFAULT);
    private InetSocketAddress address;

    /** Keys of {@code etc/io.landbridge.cfg}. */
    public @interface Configuration {
        /** {@code openflow.address}: the local address that switches dial; empty for all. */
        String openflow_address() default "";

        /** {@code openflow.port}: the TCP port that switches dial. */
        int openflow_port() default OpenFlowSettings.DEFAULT_PORT;

        /** {@code admission.per.address}: how many connections of one address may wait to be admitted, 1 to 100,000. */
        int admission_per_address() default 16;
    }

    @Activate
    public SwitchesComponent(Configuration configuration) throws IOException {
        address = address(configuration);
        switches.connectionsPerAddress(configuration.admission_per_address());
        switches.listen(address);
    }

    /** Other components share the configuration: what does not concern this one must not disturb it. */
    @Modified
    void change(Configuration configuration) throws IOException {
        switches.connectionsPerAddress(configuration.admission_per_address());
        InetSocketAddress changed = address(configuration);
        if (!changed.equals(address)) {
            switches.listen(changed);
            address = changed;
        }
    }

    @Deactivate
    void stop() {
        switches.close();
    }

    @Override
    public Optional<Switch> find(DatapathId id) {
        return switches.find(id);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return switches.onRefusal(refused);
    }

    @Override
    public Subscription onChange(Consumer<DatapathId> changed) {
        return switches.onChange(changed);
    }

    private static InetSocketAddress address(Configuration configuration) {
        String host = configuration.openflow_address();
        int port = configuration.openflow_port();
        return host.isBlank() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }
}
