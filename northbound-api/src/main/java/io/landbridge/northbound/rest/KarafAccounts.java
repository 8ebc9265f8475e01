package io.landbridge.northbound.rest;

import com.google.common.base.Ascii;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.landbridge.northbound.login.Attempt;
import io.landbridge.northbound.login.Throttle;
import io.landbridge.northbound.login.ThrottledException;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Karaf's own users, groups and roles: the JAAS realm {@code karaf}, by default {@code etc/users.properties}. To digest
 * a password is slow by design, so a login that was good holds for the same client's next few seconds; of the password
 * only a digest under a key of this process is kept.
 */
@Component
public final class KarafAccounts implements Accounts {
    private static final String REALM = "karaf";
    private static final Duration HOLDS = Duration.ofSeconds(10);
    private static final int MOST_CLIENTS = 1000;
    private static final int KEY_BYTES = 32;

    private final Throttle throttle;
    private final HashFunction digest = Hashing.hmacSha256(randomKey());
    private final Cache<HashCode, ImmutableSet<Role>> good = CacheBuilder.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterWrite(HOLDS)
            .build();

    @Activate
    public KarafAccounts(@Reference Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    public ImmutableSet<Role> login(Credentials credentials, String address) throws ThrottledException {
        throttle.check(Attempt.of(credentials.name(), address));
        try {
            return good.get(digest(credentials, address), () -> loginByRealm(credentials, address));
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof ThrottledException slowedDown) {
                throw slowedDown;
            }
            return ImmutableSet.of();
        }
    }

    private HashCode digest(Credentials credentials, String address) {
        return digest.newHasher()
                .putUnencodedChars(address)
                .putInt(credentials.name().length())
                .putUnencodedChars(credentials.name())
                .putUnencodedChars(credentials.password())
                .hash();
    }

    private static ImmutableSet<Role> loginByRealm(Credentials credentials, String address) throws LoginException {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("rest", address));
        new LoginContext(REALM, subject, callbacks -> answer(callbacks, credentials)).login();
        Set<String> names = subject.getPrincipals(RolePrincipal.class).stream()
                .map(Principal::getName)
                .collect(Collectors.toSet());
        return Arrays.stream(Role.values())
                .filter(role -> names.contains(Ascii.toLowerCase(role.name())))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static void answer(Callback[] callbacks, Credentials credentials) {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback asksName) {
                asksName.setName(credentials.name());
            } else if (callback instanceof PasswordCallback asksPassword) {
                asksPassword.setPassword(credentials.password().toCharArray());
            }
        }
    }

    private static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
