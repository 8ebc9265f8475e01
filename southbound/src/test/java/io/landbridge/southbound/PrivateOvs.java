package io.landbridge.southbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * An Open vSwitch of the test's own: real ovsdb-server and ovs-vswitchd with their database, sockets and logs in a
 * temporary folder. Bridges with {@code datapath_type=dummy} and interfaces with {@code type=dummy} need no kernel
 * and no namespace; an interface of the default type is looked for among the machine's own devices.
 */
public final class PrivateOvs implements AutoCloseable {
    private static final Path SCHEMA = Path.of("/usr/share/openvswitch/vswitch.ovsschema");
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private final List<Process> daemons = new ArrayList<>();
    private final Thread atExit = new Thread(this::kill);

    private PrivateOvs(Path folder) {
        this.folder = folder;
    }

    /** Starts both daemons and returns when the switch has reported its datapaths. */
    public static PrivateOvs start() {
        if (!Files.exists(SCHEMA)) {
            throw new AssertionError(SCHEMA + " is missing; install Open vSwitch: apt-get install openvswitch-switch");
        }
        try {
            PrivateOvs ovs = new PrivateOvs(Files.createTempDirectory("landbridge-ovs"));
            Runtime.getRuntime().addShutdownHook(ovs.atExit);
            ovs.run("ovsdb-tool", "create", ovs.database().toString(), SCHEMA.toString());
            ovs.startDatabase();
            ovs.vsctl("--no-wait", "init", "--", "set", "Open_vSwitch", ".", "ovs-version=" + ovs.version());
            ovs.startSwitch();
            return ovs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts ovsdb-server, after {@link #stop} too. */
    public void startDatabase() {
        spawn(
                "ovsdb-server",
                database().toString(),
                "--remote=punix:" + file("db.sock"),
                "--remote=db:Open_vSwitch,Open_vSwitch,manager_options",
                "--unixctl=" + file("ovsdb-server.ctl"),
                "--log-file=" + file("ovsdb-server.log"),
                "--verbose=console:off");
        await("ovsdb-server listens", () -> Files.exists(file("db.sock")));
    }

    /** Starts ovs-vswitchd, after {@link #stop} too. */
    public void startSwitch() {
        spawn(
                "ovs-vswitchd",
                "unix:" + file("db.sock"),
                "--enable-dummy",
                "--disable-system",
                "--unixctl=" + file("ovs-vswitchd.ctl"),
                "--log-file=" + file("ovs-vswitchd.log"),
                "--verbose=console:off");
        await(
                "ovs-vswitchd is up",
                () -> vsctl("get", "Open_vSwitch", ".", "datapath_types").contains("dummy"));
    }

    /** Ends both daemons at once, as a power cut would. */
    public void stop() {
        kill();
        daemons.clear();
        try {
            Files.deleteIfExists(file("db.sock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops both daemons in their tracks: connections stay, nobody answers. */
    public void freeze() {
        signal("-STOP");
    }

    /** Lets both daemons go on after {@link #freeze}. */
    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        daemons.forEach(daemon -> run("kill", signal, Long.toString(daemon.pid())));
    }

    /** A TCP port of loopback that nobody listens on. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs ovs-vsctl on this database and returns what it printed. */
    public String vsctl(String... arguments) {
        return run("ovs-vsctl", List.of("--db=unix:" + file("db.sock"), "--timeout=10"), arguments);
    }

    /** Runs ovs-ofctl on one of this switch's bridges and returns what it printed. */
    public String ofctl(String command, String bridge, String... arguments) {
        return run("ovs-ofctl", List.of("-OOpenFlow13", command, "unix:" + file(bridge + ".mgmt")), arguments);
    }

    /** Asks a daemon, such as {@code ovs-vswitchd}, through its control socket. */
    public String appctl(String daemon, String... arguments) {
        return run("ovs-appctl", List.of("--target=" + file(daemon + ".ctl")), arguments);
    }

    /** The database's transactions so far, with the changes of each, as {@code ovsdb-tool show-log} prints them. */
    public String log() {
        return run("ovsdb-tool", "-mm", "show-log", database().toString());
    }

    /** Version of the Open vSwitch that is installed. */
    public String version() {
        String firstLine = run("ovs-vswitchd", "--version").lines().findFirst().orElseThrow();
        return firstLine.substring(firstLine.lastIndexOf(' ') + 1);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        daemons.forEach(Process::destroyForcibly);
        daemons.forEach(daemon -> daemon.onExit().join());
    }

    private Path database() {
        return file("conf.db");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void spawn(String... command) {
        try {
            daemons.add(builder(List.of(command))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String program, List<String> first, String... then) {
        return run(Stream.of(List.of(program), first, List.of(then))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private String run(String... command) {
        try {
            Process process =
                    builder(List.of(command)).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        List.of("OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR")
                .forEach(key -> builder.environment().put(key, folder.toString()));
        return builder;
    }

    private void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + DEADLINE + ": " + what + "; see the logs in " + folder);
            }
            try {
                TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
