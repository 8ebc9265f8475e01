package io.landbridge.port.in;

import io.landbridge.flow.InstalledFlow;
import io.landbridge.model.Host;
import java.util.Optional;

/**
 * A flow that stands in a switch, explained.
 *
 * @param stage name of its stage; {@code foreign} if the flow is not ours
 * @param purpose what the stage is for
 * @param reason why the flow is there; {@code left over} if it should not be
 * @param origin the host of the intent that it follows from; empty if it follows from none
 * @param installed the flow and its counters
 */
public record FlowView(String stage, String purpose, String reason, Optional<Host> origin, InstalledFlow installed) {}
