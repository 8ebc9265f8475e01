package io.landbridge.store;

import java.io.IOException;
import java.nio.file.Path;

/** The stored intent cannot be used as it stands; the message names the file, what is wrong where, and the remedy. */
public final class UnusableIntentException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableIntentException(Path file, String problem, String remedy) {
        super(file + ": " + problem + ". The file was left as it is: " + remedy);
    }
}
