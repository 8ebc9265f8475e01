package io.landbridge.reconcile;

import java.time.Duration;
import java.util.Optional;

/**
 * How the controller works.
 *
 * @param openFlowPort TCP port that switches are told to dial, 1 to 65,535
 * @param openFlowAddress address that switches are told to dial; empty for the controller's own address on the host's
 *     OVSDB connection
 * @param auditInterval how often a host that seems converged is read in full
 */
public record ControllerSettings(int openFlowPort, Optional<String> openFlowAddress, Duration auditInterval) {}
