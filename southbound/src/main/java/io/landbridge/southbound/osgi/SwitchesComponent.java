package io.landbridge.southbound.osgi;

import com.google.common.primitives.Ints;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.AdmissionControl;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the switches as a service. */
@Component(configurationPid = "io.landbridge")
public final class SwitchesComponent implements Switches {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchesComponent.class);
    private static final int HIGHEST_PORT = 65_535;

    private final OpenFlowSwitches switches = new OpenFlowSwitches(OpenFlowSettings.DEFAULT);

    /** Keys of {@code etc/io.landbridge.cfg}. */
    public @interface Configuration {
        /** {@code openflow.address}: the local address that switches dial; empty for all. */
        String openflow_address() default "";

        /** {@code openflow.port}: the TCP port that switches dial; text, so that a wrong value is told by its key. */
        String openflow_port() default "" + OpenFlowSettings.DEFAULT_PORT;

        /** {@code admission.per.address}: how many connections of one address may wait to be admitted, 1 to 100,000. */
        int admission_per_address() default 16;
    }

    @Activate
    public SwitchesComponent(Configuration configuration) throws IOException {
        this(configuration.openflow_address(), configuration.openflow_port());
        switches.connectionsPerAddress(configuration.admission_per_address());
    }

    SwitchesComponent(String address, String port) throws IOException {
        switches.listen(socket(address, port));
    }

    @Modified
    void change(Configuration configuration) {
        switches.connectionsPerAddress(configuration.admission_per_address());
        follow(configuration.openflow_address(), configuration.openflow_port());
    }

    /** Other components share the configuration: what is as it was disturbs nobody. What cannot be followed neither. */
    void follow(String address, String port) {
        try {
            switches.listen(socket(address, port));
        } catch (IOException refused) {
            LOG.error("etc/io.landbridge.cfg is not followed: {}", refused.getMessage());
        } catch (IllegalArgumentException wrong) {
            switches.refuse(String.valueOf(wrong.getMessage()));
            LOG.error("etc/io.landbridge.cfg is not followed: {}", wrong.getMessage());
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

    @Override
    public Listening listening() {
        return switches.listening();
    }

    @Override
    public Subscription onListening(Runnable changed) {
        return switches.onListening(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl control) {
        return switches.admitBy(control);
    }

    private static InetSocketAddress socket(String address, String port) {
        Integer number = Ints.tryParse(port.strip());
        if (number == null || number < 1 || number > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "openflow.port: '" + port + "' is not a whole number of 1 to " + HIGHEST_PORT);
        }
        return address.isBlank() ? new InetSocketAddress(number) : new InetSocketAddress(address.strip(), number);
    }
}
