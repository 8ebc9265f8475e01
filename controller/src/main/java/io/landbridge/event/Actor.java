package io.landbridge.event;

/**
 * Who asked for something.
 *
 * @param user name of the account
 * @param address where the request came from: an IP address, or {@code console}
 */
public record Actor(String user, String address) {

    @Override
    public String toString() {
        return user + " from " + address;
    }
}
