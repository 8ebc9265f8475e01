package io.landbridge.reconcile;

import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeState;
import io.landbridge.model.Host;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.status.Condition.Type;
import java.util.Optional;

/**
 * What the helper on a host says of itself, in the host's own database.
 *
 * @param wanted the generation of the instructions it has been given
 * @param applied the generation it has carried out
 * @param status {@code ok}, or what is wrong and the remedy
 * @param containerBridgeAddress the container bridge's address with its prefix length; empty if it has none
 */
record HelperReport(
        String wanted, Optional<String> applied, Optional<String> status, Optional<String> containerBridgeAddress) {
    private static final String OK = "ok";

    static HelperReport of(Facts facts, BridgeState desired) {
        return new HelperReport(
                BridgeCompiler.generation(desired),
                Optional.ofNullable(facts.externalIds().get("landbridge-helper-generation")),
                Optional.ofNullable(facts.externalIds().get("landbridge-helper-status")),
                Optional.ofNullable(facts.externalIds().get("landbridge-container-bridge-address")));
    }

    /** Whether a helper has ever run there. */
    boolean isPresent() {
        return status.isPresent();
    }

    /** Whether the last instructions were carried out without an error. */
    boolean isDone() {
        return applied.equals(Optional.of(wanted)) && status.equals(Optional.of(OK));
    }

    void tell(Host host, StatusReport report) {
        if (!isPresent()) {
            report.fails(
                    Type.HELPER_READY,
                    "NotReporting",
                    "the helper does not report: is the service landbridge-host running?");
        } else if (!status.equals(Optional.of(OK))) {
            report.fails(Type.HELPER_READY, "HelperError", status.orElseThrow());
        } else if (!isDone()) {
            report.fails(Type.HELPER_READY, "Applying", "the helper has not carried out its last instructions yet");
        } else if (!containerBridgeAddress.equals(Optional.of(host.containerBridgeAddress()))) {
            report.fails(
                    Type.HELPER_READY,
                    "ContainerBridgeAddress",
                    "the container bridge has " + containerBridgeAddress.orElse("no address") + ", not "
                            + host.containerBridgeAddress() + ": start dockerd with " + host.dockerOptions());
        } else {
            report.holds(Type.HELPER_READY, "Applied", "the helper has carried out its last instructions");
        }
    }
}
