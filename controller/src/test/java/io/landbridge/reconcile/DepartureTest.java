package io.landbridge.reconcile;

import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.HostId;
import org.junit.jupiter.api.Test;

/** Leaving takes time, in which the admin may think otherwise. */
class DepartureTest extends ControllerFixture {
    private static final HostId DOCKER01 = Fabrics.id(1);

    @Test
    void aHostThatIsAddedAgainWhileItsLeavingEndsStays() throws Exception {
        controller.putHost(Fabrics.ADMIN, Fabrics.request(1));
        controller.removeHost(Fabrics.ADMIN, DOCKER01, false);
        databases.meanwhile(this::addAgain);
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
}
