package io.landbridge.northbound.login;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The realm that REST and console log in to, with the guard before it: Karaf's own, or the one that an admin adds. */
@Component(service = JaasRealm.class, property = GuardedRealm.GUARDED + "=true")
public final class GuardedRealm implements JaasRealm {
    static final String GUARDED = "landbridge.guarded";

    private static final String NAME = "karaf";

    private final BundleContext context;
    private final Throttle throttle;
    private final InitialPassword initialPassword;

    @Reference(target = "(!(" + GUARDED + "=*))")
    @SuppressWarnings("NullAway.Init")
    private volatile List<JaasRealm> realms;

    @Activate
    public GuardedRealm(
            BundleContext context, @Reference Throttle throttle, @Reference InitialPassword initialPassword) {
        this.context = context;
        this.throttle = throttle;
        this.initialPassword = initialPassword;
    }

    @Override
    public String getName() {
        return NAME;
    }

    /** Before any other. */
    @Override
    public int getRank() {
        return Integer.MAX_VALUE;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return realms.stream()
                .filter(realm -> realm.getName().equals(NAME))
                .max(Comparator.comparingInt(JaasRealm::getRank))
                .map(realm -> Stream.concat(Stream.of(guard()), Arrays.stream(realm.getEntries())))
                .orElse(Stream.empty())
                .toArray(AppConfigurationEntry[]::new);
    }

    private AppConfigurationEntry guard() {
        Map<String, Object> options = Map.of(
                ProxyLoginModule.PROPERTY_MODULE,
                LoginGuard.class.getName(),
                ProxyLoginModule.PROPERTY_BUNDLE,
                Long.toString(context.getBundle().getBundleId()),
                LoginGuard.THROTTLE,
                throttle,
                LoginGuard.INITIAL_PASSWORD,
                initialPassword);
        return new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUISITE, options);
    }
}
