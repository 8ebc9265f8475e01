package io.landbridge.northbound.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.apache.karaf.jaas.modules.BackingEngine;
import org.apache.karaf.jaas.modules.BackingEngineFactory;
import org.apache.karaf.jaas.modules.EncryptionService;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the account {@code admin} where Karaf's file of users has none; the file has a digest of its password. */
@Component(service = FirstAccount.class, immediate = true)
public final class FirstAccount {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

    private static final String MODULE = "org.apache.karaf.jaas.modules.properties.PropertiesLoginModule";
    private static final String FILE = "users";
    private static final String GROUP = "admins";

    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final InitialPassword password;

    /**
     * Looks, and makes it.
     *
     * @param digests what makes the digest; that it is there is what matters
     */
    @Activate
    public FirstAccount(
            @Reference(target = "(!(" + GuardedRealm.GUARDED + "=*))") JaasRealm realm,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<BackingEngineFactory> factories,
            @Reference(target = "(!(name=basic))") EncryptionService digests,
            @Reference InitialPassword password) {
        this.password = password;
        for (Map<String, ?> options : fileOfUsers(realm)) {
            factories.stream()
                    .filter(factory -> factory.getModuleClass().equals(MODULE))
                    .forEach(factory -> makeIfNobodyIsThere(factory, options));
        }
    }

    private static List<? extends Map<String, ?>> fileOfUsers(JaasRealm realm) {
        return Arrays.stream(realm.getEntries())
                .map(entry -> entry.getOptions())
                .filter(options -> MODULE.equals(options.get(ProxyLoginModule.PROPERTY_MODULE)))
                .toList();
    }

    private void makeIfNobodyIsThere(BackingEngineFactory factory, Map<String, ?> options) {
        Path file = Path.of(String.valueOf(options.get(FILE)));
        BackingEngine accounts = read(factory, options);
        if (accounts != null && !accounts.listUsers().isEmpty()) {
            return;
        }
        if (accounts == null || !Files.isWritable(file)) {
            LOG.error("Nobody can log in: let this process write {}, or write an account into it", file);
            return;
        }
        try {
            make(accounts, file);
        } catch (IOException unwritable) {
            LOG.error("Nobody can log in: the first account could not be made: {}", unwritable.toString());
        }
    }

    /**
     * Reads the accounts. Where passwords stand in the file, Karaf writes digests in their place as it starts, and empties
     * it for that: a file without even a group is read again, for it may hold everybody a moment later.
     */
    private static @Nullable BackingEngine read(BackingEngineFactory factory, Map<String, ?> options) {
        long end = System.nanoTime() + WRITTEN_WITHIN.toNanos();
        while (true) {
            BackingEngine accounts = factory.build(options);
            if (accounts == null || !isBare(accounts) || System.nanoTime() > end) {
                return accounts;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isBare(BackingEngine accounts) {
        return accounts.listUsers().isEmpty() && accounts.listGroups().isEmpty();
    }

    private void make(BackingEngine accounts, Path file) throws IOException {
        accounts.addUser(InitialPassword.ACCOUNT, password.make());
        accounts.addGroup(InitialPassword.ACCOUNT, GROUP);
        if (Files.getOwner(file).getName().equals(System.getProperty("user.name"))) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        LOG.info(
                "The account {} was made. Its password is in {}, until it has logged in",
                InitialPassword.ACCOUNT,
                password.file());
    }
}
