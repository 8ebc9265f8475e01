package io.landbridge.pipeline;

import io.landbridge.flow.Flow;

/**
 * A flow that should be in a switch.
 *
 * @param stage where it stands
 * @param flow what it is
 * @param reason why, in a few words, such as {@code docker02 owns 10.2.0.0/16}
 */
public record FlowRule(Stage stage, Flow flow, String reason) {}
