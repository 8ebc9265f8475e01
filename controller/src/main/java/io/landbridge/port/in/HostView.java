package io.landbridge.port.in;

import io.landbridge.model.Host;
import io.landbridge.status.HostStatus;

/**
 * A host as asked for and as found.
 *
 * @param joinCommand the line to type on the host, as {@link io.landbridge.model.JoinCommand} has it
 */
public record HostView(Host host, HostStatus status, String joinCommand) {}
