package io.landbridge.reconcile;

import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.HostId;
import io.landbridge.model.OvsdbEndpoint;
import io.landbridge.port.out.HostDatabases;
import io.landbridge.port.out.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Leaving takes time, in which the admin may think otherwise. */
class DepartureTest extends ControllerFixture {
    private static final HostId DOCKER01 = Fabrics.id(1);

    @Test
    void aHostThatIsAddedAgainWhileItsLeavingEndsStays() throws Exception {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        controller.close();
        controller = new OverlayController(
                store,
                new Interrupted(meanwhile),
                switches,
                new ControllerSettings(6653, Optional.empty(), NEVER),
                () -> Set.of(OWN),
                journal);
        controller.start();
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        controller.removeHost(Fabrics.ADMIN, DOCKER01, false);
        meanwhile.set(this::addAgain);
        connectDatabase(1);
        Eventually.holds("joined again", () -> database(1).state().exists(), this::state);
    }

    private void addAgain() {
        try {
            controller.removeHost(Fabrics.ADMIN, DOCKER01, true);
            controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** Databases at whose reading something else happens, once. */
    private final class Interrupted implements HostDatabases {
        private final AtomicReference<Runnable> meanwhile;

        Interrupted(AtomicReference<Runnable> meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public Optional<HostDatabase> find(HostId id) {
            Optional<HostDatabase> found = databases.find(id);
            if (found.isPresent()) {
                meanwhile.getAndSet(() -> {}).run();
            }
            return found;
        }

        @Override
        public void dial(Map<HostId, OvsdbEndpoint> endpoints) {
            databases.dial(endpoints);
        }

        @Override
        public Subscription onChange(Consumer<HostId> changed) {
            return databases.onChange(changed);
        }
    }
}
