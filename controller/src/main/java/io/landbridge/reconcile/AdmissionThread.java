package io.landbridge.reconcile;

import io.landbridge.admission.Timer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which it is decided who is which host. */
final class AdmissionThread implements Timer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionThread.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "landbridge-admission");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            var unused = executor.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("nothing is decided any more: the controller has ended");
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            LOG.error("a connection could not be decided about", defect);
        }
    }

    /** Decides nothing any more; connections stay as they are. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
