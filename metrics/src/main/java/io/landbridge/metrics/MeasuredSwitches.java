package io.landbridge.metrics;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.DatapathId;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.RefusedPeer;
import io.landbridge.port.out.Subscription;
import io.landbridge.port.out.Switches;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Switches with what is asked of them measured. */
record MeasuredSwitches(Switches switches, DeviceMetrics metrics) implements Switches {

    @Override
    public Optional<Switch> find(DatapathId id) {
        return switches.find(id).map(connection -> new Measured(connection, metrics));
    }

    @Override
    public Subscription onChange(Consumer<DatapathId> changed) {
        return switches.onChange(changed);
    }

    @Override
    public Subscription onRefusal(Consumer<RefusedPeer> refused) {
        return switches.onRefusal(refused);
    }

    /** Equal while the connection is the same one. */
    private record Measured(Switch connection, DeviceMetrics metrics) implements Switch {

        @Override
        public DatapathId datapathId() {
            return connection.datapathId();
        }

        @Override
        public ImmutableList<InstalledFlow> read(CookieFilter filter) throws DeviceException {
            try {
                return connection.read(filter);
            } catch (DeviceException failure) {
                metrics.switchFailed(failure);
                throw failure;
            }
        }

        @Override
        public void apply(List<FlowEdit> edits) throws DeviceException {
            Stopwatch watch = Stopwatch.createStarted();
            try {
                connection.apply(edits);
            } catch (DeviceException failure) {
                metrics.switchFailed(failure);
                throw failure;
            }
            metrics.bundleMade(watch.elapsed());
        }
    }
}
