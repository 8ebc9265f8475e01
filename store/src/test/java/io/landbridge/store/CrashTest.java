package io.landbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landbridge.model.Intent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves when it dies, and what the next one makes of it. */
class CrashTest {
    private static final Intent FIRST = Intent.EMPTY.with(Intent.EMPTY.fabric());

    @TempDir
    Path folder;

    /** Each round kills the process at another point of its saving; what it was told is safe must be there. */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whatWasSavedBeforeAKillIsThereAfterIt() throws Exception {
        Path file = folder.resolve("intent.json");
        for (int round = 1; round <= 5; round++) {
            long safe = saveUntilKilled(file, 40 * round + round);
            try (JsonIntentStore store = new JsonIntentStore(file)) {
                assertThat(store.load().revision()).as("round %d", round).isBetween(safe, safe + 1);
            }
            assertThat(folder.resolve("intent.json.tmp")).doesNotExist();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void twoProcessesDoNotShareAFileAndADeadOneGivesItBack() throws Exception {
        Path file = folder.resolve("intent.json");
        Process other = SavingProcess.start(file);
        try (JsonIntentStore store = new JsonIntentStore(file);
                BufferedReader saved = other.inputReader()) {
            saved.readLine();
            assertThatThrownBy(store::load)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another controller holds " + file + ".lock");
            kill(other);
            assertThat(store.load().revision()).isPositive();
        } finally {
            kill(other);
        }
    }

    @Test
    void twoStoresOfOneProcessDoNotShareAFile() throws IOException {
        Path file = folder.resolve("intent.json");
        try (JsonIntentStore second = new JsonIntentStore(file)) {
            try (JsonIntentStore first = new JsonIntentStore(file)) {
                first.load();
                assertThatThrownBy(second::load).hasMessageContaining("another controller holds");
            }
            assertThat(second.load()).isEqualTo(Intent.EMPTY);
        }
    }

    @Test
    void whatADeadProcessWasWritingIsIgnoredAndRemoved() throws IOException {
        Path file = folder.resolve("intent.json");
        Path leftOver = Files.writeString(folder.resolve("intent.json.tmp"), "{\"schemaVersion\" : 1, \"revi");
        try (JsonIntentStore store = new JsonIntentStore(file)) {
            assertThat(store.load()).isEqualTo(Intent.EMPTY);
            assertThat(leftOver).doesNotExist();
            store.save(FIRST);
            assertThat(store.load()).isEqualTo(FIRST);
        }
    }

    @Test
    void aWriteThatFailsLeavesWhatWasStoredAndCanBeRepeated() throws IOException {
        Path file = folder.resolve("intent.json");
        Intent second = FIRST.with(FIRST.fabric());
        try (JsonIntentStore store = new JsonIntentStore(file)) {
            store.load();
            store.save(FIRST);
            Path obstacle = Files.createDirectories(folder.resolve("intent.json.tmp/in-the-way"));
            assertThatThrownBy(() -> store.save(second))
                    .hasMessageContaining("cannot write " + file)
                    .hasMessageContaining("what was stored before is still there");
            Files.delete(obstacle);
            Files.delete(obstacle.getParent());
            store.save(second);
            assertThat(store.load()).isEqualTo(second);
        }
    }

    /** The last revision that the process was told is safe, after at least {@code saves} of them. */
    private static long saveUntilKilled(Path file, int saves) throws Exception {
        Process process = SavingProcess.start(file);
        long safe = 0;
        try (BufferedReader saved = process.inputReader()) {
            for (int i = 0; i < saves; i++) {
                safe = Long.parseLong(saved.readLine());
            }
            kill(process);
            for (String line = saved.readLine(); line != null; line = saved.readLine()) {
                safe = Math.max(safe, line.isEmpty() ? 0 : Long.parseLong(line));
            }
        } finally {
            kill(process);
        }
        return safe;
    }

    /** By the handle, for {@link Process#destroyForcibly()} would close what it printed last. */
    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}
