package io.landbridge.port.in;

import io.landbridge.flow.InstalledFlow;

/**
 * A flow that stands in a switch, explained.
 *
 * @param stage name of its stage; {@code foreign} if the flow is not ours
 * @param purpose what the stage is for
 * @param reason why the flow is there; {@code left over} if it should not be
 * @param installed the flow and its counters
 */
public record FlowView(String stage, String purpose, String reason, InstalledFlow installed) {}
