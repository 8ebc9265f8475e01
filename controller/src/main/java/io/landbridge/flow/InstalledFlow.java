package io.landbridge.flow;

import java.time.Duration;

/**
 * A flow read back from a switch.
 *
 * @param flow what it is
 * @param packets how many packets it has met
 * @param bytes how many bytes these had
 * @param age how long it has been there, to the nanosecond if the switch says so
 */
public record InstalledFlow(Flow flow, long packets, long bytes, Duration age) {}
