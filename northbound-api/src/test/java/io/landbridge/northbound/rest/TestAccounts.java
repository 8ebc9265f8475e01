package io.landbridge.northbound.rest;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableSet;
import io.landbridge.northbound.login.Attempt;
import io.landbridge.northbound.login.Throttle;
import io.landbridge.northbound.login.ThrottledException;

/** An admin and a viewer, whose passwords are their names, behind a throttle whose time stands still. */
final class TestAccounts implements Accounts {
    private final Throttle throttle = new Throttle(new Ticker() {
        @Override
        public long read() {
            return 0;
        }
    });

    @Override
    public ImmutableSet<Role> login(Credentials credentials, String address) throws ThrottledException {
        Attempt attempt = Attempt.of(credentials.name(), address);
        throttle.begin(attempt);
        if (!credentials.name().equals(credentials.password())) {
            return ImmutableSet.of();
        }
        throttle.succeeded(attempt);
        return switch (credentials.name()) {
            case "admin" -> ImmutableSet.of(Role.ADMIN, Role.VIEWER);
            case "viewer" -> ImmutableSet.of(Role.VIEWER);
            default -> ImmutableSet.of();
        };
    }
}
