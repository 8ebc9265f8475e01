package io.landbridge.southbound.osgi;

import io.landbridge.model.HostId;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.southbound.ovsdb.OvsdbHostDatabases;
import io.landbridge.southbound.ovsdb.OvsdbSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;

/** Offers the hosts' databases as a service. */
@Component(configurationPid = "io.landbridge")
public final class HostDatabasesComponent implements HostDatabases {
    private final OvsdbHostDatabases databases = new OvsdbHostDatabases(OvsdbSettings.DEFAULT);
    private Configuration current;

    /** Keys of {@code etc/io.landbridge.cfg}. */
    public @interface Configuration {
        /** {@code ovsdb.address}: the local address that hosts dial. */
        String ovsdb_address() default "0.0.0.0";

        /** {@code ovsdb.port}: the TCP port that hosts dial. */
        int ovsdb_port() default 6640;

        /** {@code admission.per.address}: how many connections of one address may wait to be admitted, 1 to 100,000. */
        int admission_per_address() default 16;
    }

    @Activate
    public HostDatabasesComponent(Configuration configuration) throws IOException {
        current = configuration;
        try {
            databases.connectionsPerAddress(configuration.admission_per_address());
            listen(configuration);
        } catch (IOException e) {
            databases.close();
            throw e;
        }
    }

    /** Other components share the configuration: what does not concern this one must not disturb it. */
    @Modified
    void change(Configuration configuration) throws IOException {
        databases.connectionsPerAddress(configuration.admission_per_address());
        boolean moved = !configuration.ovsdb_address().equals(current.ovsdb_address())
                || configuration.ovsdb_port() != current.ovsdb_port();
        if (moved) {
            listen(configuration);
            current = configuration;
        }
    }

    private void listen(Configuration configuration) throws IOException {
        try {
            databases.listen(configuration.ovsdb_address(), configuration.ovsdb_port());
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage()
                            + "; 'ss -ltnp' tells who has the port; ovsdb.address and ovsdb.port in"
                            + " etc/io.landbridge.cfg choose another",
                    e);
        }
    }

    @Deactivate
    void stop() {
        databases.close();
    }

    @Override
    public Optional<HostDatabase> find(HostId id) {
        return databases.find(id);
    }

    @Override
    public void dial(Map<HostId, OvsdbEndpoint> endpoints) {
        databases.dial(endpoints);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return databases.onRefusal(refused);
    }

    @Override
    public Subscription onChange(Consumer<HostId> changed) {
        return databases.onChange(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl control) {
        return databases.admitBy(control);
    }
}
