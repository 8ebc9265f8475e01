package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.login.ThrottledException;

/** Who may use the API. */
public interface Accounts {
    /** What an account may do. */
    enum Role {
        /** Reads. */
        VIEWER,
        /** Reads and changes. */
        ADMIN
    }

    /**
     * The roles of the account; none if there is no such account or the password is another.
     *
     * @param address where the request comes from
     * @throws ThrottledException if passwords from there were wrong so often that this one was not looked at
     */
    ImmutableSet<Role> login(Credentials credentials, String address) throws ThrottledException;
}
