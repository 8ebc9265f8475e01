package io.landbridge.store;

import io.landbridge.model.Intent;
import java.io.IOException;
import java.nio.file.Path;

/** A process that saves one revision after another until it is killed, and prints each one that it was told is safe. */
final class SavingProcess {
    private SavingProcess() {}

    public static void main(String[] args) throws IOException {
        try (JsonIntentStore store = new JsonIntentStore(Path.of(args[0]))) {
            Intent intent = store.load();
            while (true) {
                intent = intent.with(intent.fabric());
                store.save(intent);
                System.out.println(intent.revision());
            }
        }
    }

    /** Starts one on that file, its output to be read and its errors shown. */
    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SavingProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
