package io.landbridge.metrics;

import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.event.EventJournal;
import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.fake.FakeHostDatabase;
import io.landbridge.fake.FakeHostDatabases;
import io.landbridge.fake.FakeIntentStore;
import io.landbridge.fake.FakeObservationStore;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import io.landbridge.reconcile.ControllerSettings;
import io.landbridge.reconcile.OverlayController;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The whole core between fake devices, measured as in the running product. */
final class MeasuredController implements AutoCloseable {
    private static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    private static final Setting GENERATION = Setting.key("external_ids", "landbridge-generation");

    final FakeIntentStore store = new FakeIntentStore();
    final FakeHostDatabases databases = new FakeHostDatabases();
    final FakeSwitches switches = new FakeSwitches();
    final ControllerMetrics metrics = new ControllerMetrics();
    final OverlayController controller = new OverlayController(
            store,
            new FakeObservationStore(),
            metrics.measured(databases),
            metrics.measured(switches),
            new ControllerSettings(Optional.empty(), Duration.ofHours(1)),
            Set::of,
            new EventJournal(Clock.systemUTC()));

    MeasuredController start() throws IOException {
        controller.observe(metrics);
        metrics.running(controller);
        controller.start();
        return this;
    }

    /** A host is added, connects on both channels, and its helper does what it is told. */
    MeasuredController join(int number) throws IOException {
        HostId id = Fabrics.id(number);
        controller.putHost(Fabrics.ADMIN, Fabrics.request(number));
        FakeHostDatabase database = databases.connect(id);
        switches.connect(DatapathId.of(id));
        Eventually.holds(
                "instructions", () -> database.setting(BRIDGE, GENERATION).isPresent(), this::state);
        database.report("landbridge-container-bridge-address", "10." + number + ".0.1/16");
        database.report("landbridge-helper-status", "ok");
        database.report(
                "landbridge-helper-generation",
                database.setting(BRIDGE, GENERATION).orElseThrow());
        Eventually.holds(
                "a look at a host that has converged was counted",
                () -> !text().contains("landbridge_reconciles_total{outcome=\"converged\"} 0.0"),
                this::state);
        return this;
    }

    Object state() {
        return controller.hosts();
    }

    String text() {
        return metrics.page(Optional.empty()).text();
    }

    @Override
    public void close() {
        controller.close();
    }
}
