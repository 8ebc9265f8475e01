package io.landbridge.plan;

import io.landbridge.bridge.BridgeEdit;
import io.landbridge.flow.FlowEdit;

/** One step of a plan and why it is taken. */
public sealed interface Change {

    /** Why, in a few words, such as {@code docker02 owns 10.2.0.0/16}. */
    String reason();

    /** A change over OVSDB. */
    record OfBridge(BridgeEdit edit, String reason) implements Change {}

    /**
     * A change over OpenFlow.
     *
     * @param stage name of the pipeline stage that the flow stands in
     */
    record OfFlow(FlowEdit edit, String stage, String reason) implements Change {}
}
