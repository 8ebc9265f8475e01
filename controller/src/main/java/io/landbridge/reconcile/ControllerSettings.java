package io.landbridge.reconcile;

import java.time.Duration;
import java.util.Optional;

/**
 * How the controller works.
 *
 * @param openFlowAddress address that switches are told to dial; empty for the controller's own address on the host's
 *     OVSDB connection
 * @param auditInterval how often a host that seems converged is read in full
 */
public record ControllerSettings(Optional<String> openFlowAddress, Duration auditInterval) {}
