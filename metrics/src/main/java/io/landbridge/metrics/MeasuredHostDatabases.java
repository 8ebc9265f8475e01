package io.landbridge.metrics;

import com.google.common.base.Stopwatch;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.model.HostId;
import io.landbridge.model.InterfaceName;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.AdmissionControl;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Hosts' databases with what is asked of them measured. */
record MeasuredHostDatabases(HostDatabases databases, DeviceMetrics metrics) implements HostDatabases {

    @Override
    public Optional<HostDatabase> find(HostId id) {
        return databases.find(id).map(connection -> new Measured(connection, metrics));
    }

    @Override
    public void dial(Map<HostId, OvsdbEndpoint> endpoints) {
        databases.dial(endpoints);
    }

    @Override
    public Subscription onChange(Consumer<HostId> changed) {
        return databases.onChange(changed);
    }

    @Override
    public Subscription admitBy(AdmissionControl control) {
        return databases.admitBy(control);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return databases.onRefusal(refused);
    }

    /** One connection, measured. */
    private record Measured(HostDatabase connection, DeviceMetrics metrics) implements HostDatabase {

        @Override
        public Facts read(InterfaceName bridge) throws DeviceException {
            try {
                return connection.read(bridge);
            } catch (DeviceException failure) {
                metrics.databaseFailed(failure);
                throw failure;
            }
        }

        @Override
        public void apply(InterfaceName bridge, List<BridgeEdit> edits) throws DeviceException {
            Stopwatch watch = Stopwatch.createStarted();
            try {
                connection.apply(bridge, edits);
            } catch (DeviceException failure) {
                metrics.databaseFailed(failure);
                throw failure;
            }
            metrics.transactionMade(watch.elapsed());
        }
    }
}
