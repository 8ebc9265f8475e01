package io.landbridge.port.out;

import io.landbridge.model.BoundedText;

/**
 * A peer whose connection was refused or ended because of what it did before anybody could say that it belongs here, or
 * because it broke a bound that holds for everybody.
 *
 * @param address where it dialled from, without the port; at most 64 characters
 * @param reason what it did, and the remedy if there is one; at most 300 characters
 */
public record RefusedPeer(String address, String reason) {
    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_REASON = 300;

    public RefusedPeer {
        address = BoundedText.of(address, LONGEST_ADDRESS);
        reason = BoundedText.of(reason, LONGEST_REASON);
    }
}
