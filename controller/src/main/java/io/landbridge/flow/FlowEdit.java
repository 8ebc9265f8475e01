package io.landbridge.flow;

/** One change to a switch's flows. */
public sealed interface FlowEdit {
    /** The flow written or removed. */
    Flow flow();

    /** Makes a flow that is not there. */
    record Add(Flow flow) implements FlowEdit {}

    /** Gives a flow that is there other actions or another cookie; its key stays. */
    record Modify(Flow flow) implements FlowEdit {}

    /** Removes exactly this flow (strict delete, OpenFlow 1.3.5 §6.4). */
    record Delete(Flow flow) implements FlowEdit {}
}
