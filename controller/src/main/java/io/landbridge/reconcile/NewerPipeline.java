package io.landbridge.reconcile;

import io.landbridge.bridge.BridgeCompiler;
import io.landbridge.bridge.BridgeState;
import io.landbridge.pipeline.FlowCompiler;
import java.util.Optional;

/** What a newer controller has made on a host, which this one leaves alone. */
final class NewerPipeline {
    private NewerPipeline() {}

    /** Why the host is left alone; empty if no newer controller has made its bridge. */
    static Optional<String> on(BridgeState bridge) {
        return BridgeCompiler.pipeline(bridge)
                .filter(version -> version > FlowCompiler.VERSION)
                .map(version -> refusal("the bridge is", version));
    }

    /**
     * Says that nothing is changed, and the remedy.
     *
     * @param what the sentence up to its version, such as {@code the switch has flows}
     */
    static String refusal(String what, int version) {
        return what + " of pipeline version " + version + " and this controller knows " + FlowCompiler.VERSION
                + ", so nothing was changed: run the newer controller again, or go back as docs/operations.md says";
    }
}
