package io.landbridge.store.osgi;

import io.landbridge.model.Observed;
import io.landbridge.port.out.ObservationStore;
import io.landbridge.store.JsonObservationStore;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/** The observations' file, beside the intent's, as a service. */
@Component(service = ObservationStore.class, configurationPid = "io.landbridge")
public final class ObservationStoreComponent implements ObservationStore {
    private final JsonObservationStore store;

    @Activate
    public ObservationStoreComponent(IntentStoreComponent.Config config) {
        store = new JsonObservationStore(IntentStoreComponent.path(config));
    }

    /** The file is chosen at start, as the intent's is. */
    @Modified
    void modified(IntentStoreComponent.Config config) {}

    @Override
    public Observed load() throws IOException {
        return store.load();
    }

    @Override
    public void save(Observed observed) throws IOException {
        store.save(observed);
    }
}
