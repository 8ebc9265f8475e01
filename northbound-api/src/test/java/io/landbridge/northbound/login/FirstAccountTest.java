package io.landbridge.northbound.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.jaas.modules.encryption.BasicEncryptionService;
import org.apache.karaf.jaas.modules.properties.PropertiesBackingEngineFactory;
import org.apache.karaf.jaas.modules.properties.PropertiesLoginModule;
import org.apache.karaf.jaas.modules.publickey.PublickeyBackingEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account that the first start makes. That its password is digested is Karaf's doing, and seen in the lab. */
class FirstAccountTest {
    private static final String GROUPS = "_g_\\:admins = group,admin\n";

    @TempDir
    Path folder;

    private Path users;
    private InitialPassword password;

    @BeforeEach
    void nobodyIsThere() throws IOException {
        users = Files.writeString(folder.resolve("users.properties"), "# Who may log in.\n" + GROUPS);
        password = new InitialPassword(folder);
    }

    @Test
    void anAdminIsMadeWhereNobodyIsThere() throws IOException {
        start();
        assertThat(Files.readString(users))
                .contains("# Who may log in.", GROUPS.strip())
                .containsPattern("(?m)^admin *= *.+,_g_:admins$");
    }

    @Test
    void thePasswordIsRandomAndInAFileThatOnlyItsOwnerReads() throws IOException {
        start();
        String first = Files.readString(password.file());
        assertThat(first).matches("[a-z2-7]{32}\n");
        assertThat(Files.getPosixFilePermissions(password.file())).isEqualTo(ownerOnly());
        assertThat(Files.getPosixFilePermissions(users)).isEqualTo(ownerOnly());
        nobodyIsThere();
        start();
        assertThat(Files.readString(password.file())).isNotEqualTo(first);
    }

    @Test
    void aLaterStartChangesNothing() throws IOException {
        start();
        String made = Files.readString(users);
        String shown = Files.readString(password.file());
        start();
        assertThat(users).hasContent(made);
        assertThat(password.file()).hasContent(shown);
    }

    @Test
    void whereSomebodyIsThereNothingIsMade() throws IOException {
        Files.writeString(users, "alice = secret,_g_:admins\n" + GROUPS);
        start();
        assertThat(Files.readString(users)).doesNotContain("admin =");
        assertThat(password.file()).doesNotExist();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTakenForOneWithNobody() throws Exception {
        Files.writeString(users, "");
        Thread karaf = new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            write("alice = secret,_g_:admins\n" + GROUPS);
        });
        karaf.start();
        start();
        karaf.join();
        assertThat(Files.readString(users)).startsWith("alice = ").doesNotContain("admin =");
        assertThat(password.file()).doesNotExist();
    }

    @Test
    void aFileThatStaysEmptyIsGivenAnAdmin() throws IOException {
        Files.writeString(users, "");
        start();
        assertThat(Files.readString(users)).containsPattern("(?m)^admin *= *.+,_g_:admins$");
    }

    @Test
    void noPasswordIsShownForAnAccountThatCouldNotBeMade() throws IOException {
        Files.delete(users);
        start();
        assertThat(password.file()).doesNotExist();
    }

    private void write(String text) {
        try {
            Files.writeString(users, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void start() {
        new FirstAccount(
                new KarafRealm(),
                List.of(new PropertiesBackingEngineFactory(), new PublickeyBackingEngineFactory()),
                new BasicEncryptionService(),
                password);
    }

    private static Set<?> ownerOnly() {
        return PosixFilePermissions.fromString("rw-------");
    }

    private final class KarafRealm implements JaasRealm {
        @Override
        public String getName() {
            return "karaf";
        }

        @Override
        public int getRank() {
            return 0;
        }

        @Override
        public AppConfigurationEntry[] getEntries() {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        ProxyLoginModule.class.getName(),
                        LoginModuleControlFlag.OPTIONAL,
                        Map.of(
                                ProxyLoginModule.PROPERTY_MODULE,
                                PropertiesLoginModule.class.getName(),
                                "users",
                                users.toString()))
            };
        }
    }
}
