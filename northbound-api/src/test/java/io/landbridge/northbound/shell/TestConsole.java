package io.landbridge.northbound.shell;

import io.landbridge.northbound.RunningOverlay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;

/** Karaf's own shell with all commands of ours. */
public final class TestConsole implements AutoCloseable {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final Session session;

    public TestConsole(RunningOverlay overlay) {
        session = session(overlay);
        threadIo.start();
    }

    /** What the command prints. */
    public String run(String command) throws Exception {
        printed.reset();
        session.execute(command);
        session.getConsole().flush();
        return printed();
    }

    /** What the command that runs has printed until now. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Ctrl-C: Karaf interrupts the command that runs, whose thread bears its name. */
    void interrupt() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pipe-overlay:"))
                .forEach(Thread::interrupt);
    }

    private Session session(RunningOverlay overlay) {
        SessionFactoryImpl factory = new SessionFactoryImpl(threadIo);
        factory.getRegistry().register(overlay);
        ManagerImpl commands = new ManagerImpl(factory.getRegistry(), factory.getRegistry());
        List.of(
                        HostIdCompleter.class,
                        FabricShow.class,
                        FabricSet.class,
                        HostAdd.class,
                        HostList.class,
                        HostShow.class,
                        HostRemove.class,
                        PlanShow.class,
                        FlowList.class,
                        Explain.class,
                        FlowCompleter.class,
                        EventList.class,
                        Watch.class)
                .forEach(commands::register);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return factory.create(new ByteArrayInputStream(new byte[0]), out, out);
    }

    @Override
    public void close() {
        session.close();
        threadIo.stop();
    }
}
