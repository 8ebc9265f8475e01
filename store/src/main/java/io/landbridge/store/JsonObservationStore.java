package io.landbridge.store;

import io.landbridge.model.HostId;
import io.landbridge.model.Observed;
import io.landbridge.model.Observed.Observation;
import io.landbridge.port.out.ObservationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The observations in a JSON file beside the intent's, {@code <name>.observed}, under the intent store's claim. A file
 * that cannot be used is written over: what it held can be found out again. Where there is none, what an intent file of
 * a former layout says of the hosts' reports is taken in.
 */
public final class JsonObservationStore implements ObservationStore {
    private static final int SCHEMA_VERSION = 1;
    private static final Set<String> DOCUMENT = Set.of("schemaVersion", "hosts");
    private static final Set<String> HOST = Set.of("underlayMtu");

    private final DurableFile file;
    private final DurableFile intents;

    /**
     * A store beside that intent, neither of which need exist.
     *
     * @param intent the intent's file, or a link to it
     */
    public JsonObservationStore(Path intent) {
        this(new DurableFile(DurableFile.at(intent).sibling(".observed")), DurableFile.at(intent));
    }

    JsonObservationStore(DurableFile file, DurableFile intents) {
        this.file = file;
        this.intents = intents;
    }

    @Override
    public synchronized Observed load() throws IOException {
        Optional<byte[]> content = file.read();
        if (content.isPresent()) {
            return read(content.get());
        }
        Optional<byte[]> intent = intents.read();
        return intent.isPresent() ? IntentReader.observed(intent.get()) : Observed.NOTHING;
    }

    @Override
    public synchronized void save(Observed observed) throws IOException {
        byte[] content = write(observed);
        if (!file.holds(content)) {
            file.replace(content);
            file.syncFolder();
        }
    }

    private Observed read(byte[] content) throws IOException {
        try {
            JsonValue document = JsonReader.read("observed", content).object().withOnly(DOCUMENT);
            document.get("schemaVersion").whole(JsonObservationStore::known);
            return new Observed(
                    IntentReader.byHost(document.get("hosts"), (id, host) -> observation(host.withOnly(HOST))));
        } catch (WrongJsonException e) {
            throw new IOException(file.path() + ": " + e.getMessage() + ". It is written anew", e);
        }
    }

    private static long known(long version) {
        if (version != SCHEMA_VERSION) {
            throw new IllegalArgumentException(version + " is not " + SCHEMA_VERSION);
        }
        return version;
    }

    private static Observation observation(JsonValue host) {
        return host.check(() -> new Observation(host.find("underlayMtu").map(IntentReader::mtu)));
    }

    private static byte[] write(Observed observed) throws IOException {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeObjectFieldStart("hosts");
            for (Map.Entry<HostId, Observation> host : observed.hosts().entrySet()) {
                json.writeObjectFieldStart(host.getKey().value());
                if (host.getValue().underlayMtu().isPresent()) {
                    json.writeNumberField(
                            "underlayMtu", host.getValue().underlayMtu().get().bytes());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
