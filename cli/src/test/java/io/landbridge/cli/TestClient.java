package io.landbridge.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The client with an environment of its own, and what it printed. */
final class TestClient {
    final Map<String, String> environment =
            new HashMap<>(Map.of("LANDBRIDGE_USER", "alice", "LANDBRIDGE_PASSWORD", "secret"));

    private final Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OutputStream pipe = out;
    private Optional<String> typed = Optional.empty();

    TestClient(Path home) {
        this.home = home;
    }

    TestClient(Path home, FakeController controller) {
        this(home);
        environment.put("LANDBRIDGE_URL", controller.url());
    }

    /** What a person types when asked for the password. */
    void type(String password) {
        typed = Optional.of(password);
    }

    /** Whoever reads what is printed goes away. */
    void closePipe() {
        pipe = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings around = new Surroundings(environment, home, stream(pipe), stream(err), prompt -> typed);
        return Landbridge.run(around, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(OutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
