package io.landbridge.reconcile;

import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeState;
import io.landbridge.port.in.Condition.Type;
import io.landbridge.port.out.HostDatabases.Facts;
import java.util.Optional;

/**
 * What the helper on a host says of itself, in the host's own database.
 *
 * @param wanted the generation of the instructions it has been given
 * @param applied the generation it has carried out
 * @param status {@code ok}, or what is wrong and the remedy
 */
record HelperReport(String wanted, Optional<String> applied, Optional<String> status) {
    private static final String OK = "ok";

    static HelperReport of(Facts facts, BridgeState desired) {
        return new HelperReport(
                BridgeCompiler.generation(desired),
                Optional.ofNullable(facts.externalIds().get("landbridge-helper-generation")),
                Optional.ofNullable(facts.externalIds().get("landbridge-helper-status")));
    }

    /** Whether a helper has ever run there. */
    boolean isPresent() {
        return status.isPresent();
    }

    /** Whether the last instructions were carried out without an error. */
    boolean isDone() {
        return applied.equals(Optional.of(wanted)) && status.equals(Optional.of(OK));
    }

    void tell(StatusReport report) {
        if (!isPresent()) {
            report.fails(
                    Type.HELPER_READY,
                    "NotReporting",
                    "the helper does not report: is the service landbridge-host running?");
        } else if (!status.equals(Optional.of(OK))) {
            report.fails(Type.HELPER_READY, "HelperError", status.orElseThrow());
        } else if (!isDone()) {
            report.fails(Type.HELPER_READY, "Applying", "the helper has not carried out its last instructions yet");
        } else {
            report.holds(Type.HELPER_READY, "Applied", "the helper has carried out its last instructions");
        }
    }
}
