package io.landbridge.northbound.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.modules.properties.PropertiesLoginModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard before Karaf's own login module, by the JDK's own rules of who decides. */
class LoginGuardTest {
    @TempDir
    Path folder;

    private final Throttle throttle = new Throttle(new FakeTicker());

    @BeforeEach
    void oneAccount() throws Exception {
        Files.writeString(folder.resolve("users.properties"), "admin = right,admin\n");
    }

    @Test
    void theRightPasswordIsLetIn() {
        assertThatCode(() -> login("right", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void theGuardLetsNobodyInByItself() {
        assertThatThrownBy(() -> login("wrong", "192.0.2.1"))
                .isInstanceOf(LoginException.class)
                .isNotInstanceOf(ThrottledException.class);
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneWaits() {
        guess("192.0.2.1", 5);
        assertThatExceptionOfType(ThrottledException.class).isThrownBy(() -> login("right", "192.0.2.1"));
        assertThatCode(() -> login("right", "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void aWrongKeyIsNoGuessAtAPassword() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> login(LoginGuardTest::onlyName, "192.0.2.1"))
                    .isInstanceOf(LoginException.class);
        }
        assertThatCode(() -> login("right", "192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void theFirstLoginTakesTheInitialPasswordAway() throws Exception {
        InitialPassword initial = new InitialPassword(folder);
        initial.make();
        assertThatThrownBy(() -> login("wrong", "192.0.2.1")).isInstanceOf(LoginException.class);
        assertThat(initial.file()).exists();
        login("right", "192.0.2.1");
        assertThat(initial.file()).doesNotExist();
    }

    private void guess(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> login("wrong", address)).isNotInstanceOf(ThrottledException.class);
        }
    }

    private void login(String password, String address) throws LoginException {
        login(
                callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof PasswordCallback asksPassword) {
                            asksPassword.setPassword(password.toCharArray());
                        } else {
                            onlyName(new Callback[] {callback});
                        }
                    }
                },
                address);
    }

    private void login(CallbackHandler answers, String address) throws LoginException {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("ssh", "/" + address + ":50000"));
        new LoginContext("any", subject, answers, realm()).login();
    }

    private static void onlyName(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof NameCallback asksName)) {
                throw new UnsupportedCallbackException(callback);
            }
            asksName.setName("admin");
        }
    }

    private Configuration realm() {
        return new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            LoginGuard.class.getName(),
                            LoginModuleControlFlag.REQUISITE,
                            Map.of(
                                    LoginGuard.THROTTLE,
                                    throttle,
                                    LoginGuard.INITIAL_PASSWORD,
                                    new InitialPassword(folder))),
                    new AppConfigurationEntry(
                            PropertiesLoginModule.class.getName(),
                            LoginModuleControlFlag.OPTIONAL,
                            Map.of("users", folder.resolve("users.properties").toString()))
                };
            }
        };
    }
}
