package io.landbridge.metrics.planted;

import io.landbridge.reconcile.OverlayController;

/** Breaks a rule on purpose: looks behind the ports. */
final class ReconcilerMetrics {
    private ReconcilerMetrics() {}

    static int hosts(OverlayController controller) {
        return controller.hosts().size();
    }
}
