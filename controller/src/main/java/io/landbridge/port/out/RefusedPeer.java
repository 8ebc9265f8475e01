package io.landbridge.port.out;

/**
 * A connection that was closed, and why.
 *
 * @param address the peer's IP address
 * @param reason what was wrong, with the remedy where there is one; for people
 */
public record RefusedPeer(String address, String reason) {}
