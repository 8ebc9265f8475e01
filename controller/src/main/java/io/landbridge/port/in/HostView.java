package io.landbridge.port.in;

import io.landbridge.model.Host;
import io.landbridge.status.HostStatus;

/** A host as asked for and as found. */
public record HostView(Host host, HostStatus status) {}
