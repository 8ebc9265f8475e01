package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableSet;

/** Who may use the API. */
public interface Accounts {
    /** What an account may do. */
    enum Role {
        /** Reads. */
        VIEWER,
        /** Reads and changes. */
        ADMIN
    }

    /** The roles of the account; none if there is no such account or the password is another. */
    ImmutableSet<Role> login(String name, String password);
}
