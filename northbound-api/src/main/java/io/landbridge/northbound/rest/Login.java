package io.landbridge.northbound.rest;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.rest.Accounts.Role;
import java.security.Principal;
import javax.ws.rs.core.SecurityContext;

/**
 * Who sent a request, as resources are told it.
 *
 * @param name the account that logged in
 * @param roles what it may do
 * @param isSecure whether the request came over https
 */
record Login(String name, ImmutableSet<Role> roles, boolean isSecure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    /** Whether the account has a role, by its name in lower case: {@code admin}. */
    @Override
    public boolean isUserInRole(String role) {
        return roles.stream().anyMatch(has -> Ascii.toLowerCase(has.name()).equals(role));
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }
}
