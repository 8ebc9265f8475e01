package io.landbridge.northbound.rest;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Karaf's own users, groups and roles: the JAAS realm {@code karaf}, by default {@code etc/users.properties}. */
@Component
public final class KarafAccounts implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(KarafAccounts.class);
    private static final String REALM = "karaf";

    @Override
    public ImmutableSet<Role> login(String name, String password) {
        Subject subject = new Subject();
        try {
            new LoginContext(REALM, subject, callbacks -> answer(callbacks, name, password)).login();
        } catch (LoginException refused) {
            LOG.warn("The login of {} was refused: {}", name, refused.getMessage());
            return ImmutableSet.of();
        }
        Set<String> names = subject.getPrincipals(RolePrincipal.class).stream()
                .map(Principal::getName)
                .collect(Collectors.toSet());
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(Ascii.toLowerCase(role.name())))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static void answer(Callback[] callbacks, String name, String password) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback asksName) {
                asksName.setName(name);
            } else if (callback instanceof PasswordCallback asksPassword) {
                asksPassword.setPassword(password.toCharArray());
            }
        }
    }
}
