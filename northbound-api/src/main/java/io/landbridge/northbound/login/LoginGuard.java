package io.landbridge.northbound.login;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the modules of a realm: refuses who has to wait, else leaves the decision to them. A login by a key is
 * none of its concern, nor is one that does not come from elsewhere.
 */
@SuppressWarnings("NullAway.Init")
public final class LoginGuard implements LoginModule {
    static final String THROTTLE = "landbridge.throttle";
    static final String INITIAL_PASSWORD = "landbridge.initial-password";

    private static final Logger LOG = LoggerFactory.getLogger(LoginGuard.class);

    private Subject subject;
    private CallbackHandler asks;
    private Throttle throttle;
    private InitialPassword initialPassword;
    private Optional<Attempt> attempt = Optional.empty();

    @Override
    public void initialize(Subject subject, CallbackHandler asks, Map<String, ?> sharedState, Map<String, ?> options) {
        this.subject = subject;
        this.asks = asks;
        this.throttle = (Throttle) requireNonNull(options.get(THROTTLE));
        this.initialPassword = (InitialPassword) requireNonNull(options.get(INITIAL_PASSWORD));
    }

    /** Never says that somebody is who they claim to be. */
    @Override
    public boolean login() throws LoginException {
        attempt = attempted();
        if (attempt.isPresent()) {
            throttle.begin(attempt.get());
        }
        return false;
    }

    private Optional<Attempt> attempted() throws LoginException {
        NameCallback name = new NameCallback("Username: ");
        PasswordCallback password = new PasswordCallback("Password: ", false);
        try {
            asks.handle(new Callback[] {name, password});
        } catch (UnsupportedCallbackException byKey) {
            return Optional.empty();
        } catch (IOException unanswered) {
            throw new LoginException(unanswered.getMessage());
        }
        password.clearPassword();
        return subject.getPrincipals(ClientPrincipal.class).stream()
                .findFirst()
                .map(client -> Attempt.of(name.getName(), client.getAddress()));
    }

    @Override
    public boolean commit() {
        attempt.ifPresent(succeeded -> {
            throttle.succeeded(succeeded);
            initialPassword.used(succeeded.name());
        });
        return false;
    }

    @Override
    public boolean abort() {
        attempt.ifPresent(failed -> LOG.warn("The login of {} from {} was refused", failed.name(), failed.source()));
        return false;
    }

    @Override
    public boolean logout() {
        return false;
    }
}
