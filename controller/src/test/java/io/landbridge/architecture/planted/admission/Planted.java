package io.landbridge.architecture.planted.admission;

import io.landbridge.reconcile.OverlayController;
import org.junit.jupiter.api.Assertions;

/** Breaks every rule at once: uses what is above it, a technology, and a thread. */
final class Planted {
    void violate(OverlayController controller) {
        Assertions.assertNotNull(controller);
        new Thread(controller::close).setDaemon(true);
    }
}
