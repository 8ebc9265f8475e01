package io.landbridge.reconcile;

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
import io.landbridge.fake.FakeSwitch;
import io.landbridge.fake.FakeSwitches;
import io.landbridge.model.DatapathId;
import io.landbridge.model.HostId;
import io.landbridge.model.Ipv4Address;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole core between fake devices, with hosts that join and helpers that do what they are told. */
abstract class ControllerFixture {
    static final Row BRIDGE = new Row(Table.BRIDGE, "ovs_sw0");
    static final Setting GENERATION = Setting.key("external_ids", "landbridge-generation");
    static final Ipv4Address OWN = Ipv4Address.parse("172.20.0.5");
    static final Duration NEVER = Duration.ofHours(1);

    final FakeIntentStore store = new FakeIntentStore();
    final FakeObservationStore observed = new FakeObservationStore();
    final FakeHostDatabases databases = new FakeHostDatabases();
    final FakeSwitches switches = new FakeSwitches();
    final Map<HostId, FakeHostDatabase> hosts = new ConcurrentHashMap<>();
    final EventJournal journal = new EventJournal(Clock.systemUTC());
    OverlayController controller = controller(NEVER);

    @BeforeEach
    void start() throws IOException {
        controller.start();
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    /** A host is added, connects on both channels, and its helper does what it is told. */
    FakeSwitch join(int number) throws IOException {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(number));
        connectDatabase(number);
        FakeSwitch connection = switches.connect(DatapathId.of(Fabrics.id(number)));
        helperObeys(number);
        awaitConverged(number);
        return connection;
    }

    void connectDatabase(int number) {
        hosts.put(Fabrics.id(number), databases.connect(Fabrics.id(number)));
    }

    FakeHostDatabase database(int number) {
        return Objects.requireNonNull(hosts.get(Fabrics.id(number)));
    }

    /** The helper carries out whatever instructions it finds, once they are there and new. */
    void helperObeys(int number) {
        FakeHostDatabase database = database(number);
        Eventually.holds(
                "instructions", () -> database.setting(BRIDGE, GENERATION).isPresent(), this::state);
        database.report("landbridge-container-bridge-address", "10." + number + ".0.1/16");
        database.report("landbridge-helper-status", "ok");
        Eventually.holds(
                "instructions carried out",
                () -> {
                    database.setting(BRIDGE, GENERATION)
                            .ifPresent(wanted -> database.report("landbridge-helper-generation", wanted));
                    return isConverged(number) || !database.state().exists();
                },
                this::state);
    }

    void awaitConverged(int number) {
        Eventually.holds("converged", () -> isConverged(number), this::state);
    }

    void awaitFlows(int number, int count) {
        Eventually.holds(
                count + " flows in sync",
                () -> controller.hosts().stream()
                        .filter(view -> view.host().id().equals(Fabrics.id(number)))
                        .allMatch(view ->
                                view.status().converged() && view.status().flowsInstalled() == count),
                this::state);
    }

    boolean isConverged(int number) {
        return controller.hosts().stream()
                .anyMatch(view -> view.host().id().equals(Fabrics.id(number))
                        && view.status().converged());
    }

    Object state() {
        return controller.hosts();
    }

    OverlayController controller(Duration audit) {
        return new OverlayController(
                store,
                observed,
                databases,
                switches,
                new ControllerSettings(Optional.empty(), audit),
                () -> Set.of(OWN),
                journal);
    }
}
