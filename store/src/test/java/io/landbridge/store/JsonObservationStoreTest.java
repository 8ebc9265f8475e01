package io.landbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.HostId;
import io.landbridge.model.Intent;
import io.landbridge.model.Mtu;
import io.landbridge.model.Observed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObservationStoreTest {
    private static final HostId DOCKER01 = new HostId("docker01");
    private static final HostId DOCKER02 = new HostId("docker02");
    private static final Observed TWO =
            Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(1500)).withConnected(DOCKER02);
    private static final String FIXTURE = "../lab/test/fixtures/pipeline-1-store-1/intent.json";

    @TempDir
    Path folder;

    private Path intent;
    private Path file;
    private JsonObservationStore store;

    @BeforeEach
    void openAStore() {
        intent = folder.resolve("intent.json");
        file = folder.resolve("intent.json.observed");
        store = new JsonObservationStore(intent);
    }

    @Test
    void observationsComeBackAsTheyWereSavedAndReadEasily() throws IOException {
        assertThat(store.load()).isEqualTo(Observed.NOTHING);
        store.save(TWO);
        assertThat(store.load()).isEqualTo(TWO);
        assertThat(file).hasContent("""
                {
                  "schemaVersion" : 1,
                  "hosts" : {
                    "docker01" : {
                      "underlayMtu" : 1500
                    },
                    "docker02" : { }
                  }
                }
                """);
        assertThat(Files.getPosixFilePermissions(file)).isSubsetOf(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void theSameObservationsAreNotWrittenAgain() throws IOException {
        UnkindFile counted = new UnkindFile(file);
        JsonObservationStore counting = new JsonObservationStore(counted, new DurableFile(intent));
        counting.save(TWO);
        counting.save(TWO);
        assertThat(counted.replaced()).isEqualTo(1);
    }

    @Test
    void whatAnIntentOfTheFirstLayoutHeldIsTakenInOnce() throws IOException {
        Files.copy(Path.of(FIXTURE), intent);
        Observed seeded =
                Observed.NOTHING.withUnderlayMtu(DOCKER01, new Mtu(1500)).withUnderlayMtu(DOCKER02, new Mtu(1500));
        assertThat(store.load()).isEqualTo(seeded);
        store.save(TWO);
        assertThat(store.load()).isEqualTo(TWO);
    }

    @Test
    void anIntentOfTodayHoldsNothingToTakeIn() throws IOException {
        try (JsonIntentStore intents = new JsonIntentStore(intent)) {
            intents.load();
            intents.save(Intent.EMPTY.with(Intent.EMPTY.fabric()));
        }
        assertThat(store.load()).isEqualTo(Observed.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"schemaVersion\": 2, \"hosts\": {}}",
                "{\"schemaVersion\": 1}",
                "{\"schemaVersion\": 1, \"hosts\": {\"docker01\": {\"underlayMtu\": 5}}}",
                "{\"schemaVersion\": 1, \"hosts\": {\"docker01\": {\"underlayMtu\": 99999999999}}}",
                "{\"schemaVersion\": 1, \"hosts\": {\"Docker 01\": {}}}",
                "{\"schemaVersion\": 1, \"hosts\": {}, \"more\": 1}"
            })
    void aFileThatCannotBeUsedIsToldAndWrittenAnew(String content) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(store::load)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("written anew");
        store.save(TWO);
        assertThat(store.load()).isEqualTo(TWO);
    }

    @Test
    void aFolderThatIsNotSyncedIsToldAndWrittenAnewTheNextTime() throws IOException {
        UnkindFile unkind = new UnkindFile(file);
        JsonObservationStore wedged = new JsonObservationStore(unkind, new DurableFile(intent));
        unkind.failNextSync();
        assertThatThrownBy(() -> wedged.save(TWO)).isInstanceOf(IOException.class);
        wedged.save(TWO);
        assertThat(wedged.load()).isEqualTo(TWO);
    }
}
