package io.landbridge.store.osgi;

import io.landbridge.model.Intent;
import io.landbridge.port.out.IntentStore;
import io.landbridge.store.JsonIntentStore;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The intent's file as a service; {@code store.path} of {@code io.landbridge} says where it is. */
@Component(service = IntentStore.class, configurationPid = "io.landbridge")
public final class IntentStoreComponent implements IntentStore {
    private static final Logger LOG = LoggerFactory.getLogger(IntentStoreComponent.class);

    private final Path path;
    private final JsonIntentStore store;

    /** The keys of {@code etc/io.landbridge.cfg} that are read here. */
    @interface Config {
        /** {@code store.path}: the file of the intent; relative to Karaf's data folder. */
        String store_path() default "landbridge/intent.json";
    }

    @Activate
    public IntentStoreComponent(Config config) {
        path = path(config);
        store = new JsonIntentStore(path);
    }

    /** Other keys of the configuration change without the store going away; the file itself is chosen at start. */
    @Modified
    void modified(Config config) {
        if (!path(config).equals(path)) {
            LOG.warn("store.path is now {}; {} stays in use until the next start", path(config), path);
        }
    }

    @Deactivate
    void close() throws IOException {
        store.close();
    }

    @Override
    public Intent load() throws IOException {
        return store.load();
    }

    @Override
    public void save(Intent next) throws IOException {
        store.save(next);
    }

    @Override
    public void probe() throws IOException {
        store.probe();
    }

    static Path path(Config config) {
        return Path.of(System.getProperty("karaf.data", "data")).resolve(config.store_path());
    }
}
