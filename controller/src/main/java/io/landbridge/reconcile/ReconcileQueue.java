package io.landbridge.reconcile;

import io.landbridge.model.HostId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts that want to be looked at. A host that is asked for again while it waits is looked at once; one that is asked
 * for while it is worked on is looked at again. Never two workers on one host, and no thread of its own for any.
 */
final class ReconcileQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileQueue.class);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(10);

    private final Function<HostId, Outcome> worker;
    private final Backoff afterChange;
    private final Backoff afterFailure;
    private final Duration auditInterval;
    private final ScheduledThreadPoolExecutor pool;
    private final Map<HostId, Entry> entries = new ConcurrentHashMap<>();

    /**
     * A queue that is empty.
     *
     * @param worker brings one host forward; called from one of the queue's threads
     * @param threads how many hosts are worked on at a time
     * @param afterChange when to look again after changes were made
     * @param afterFailure when to look again after a failure
     * @param auditInterval when to look again at a host that has nothing to do
     */
    ReconcileQueue(
            Function<HostId, Outcome> worker,
            int threads,
            Backoff afterChange,
            Backoff afterFailure,
            Duration auditInterval) {
        this.worker = worker;
        this.afterChange = afterChange;
        this.afterFailure = afterFailure;
        this.auditInterval = auditInterval;
        this.pool = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "landbridge-reconcile");
            thread.setDaemon(true);
            return thread;
        });
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Asks for a host to be looked at, at once. */
    void add(HostId id) {
        entries.compute(id, (key, known) -> {
            Entry entry = known == null ? new Entry(key) : known;
            entry.wake();
            return entry;
        });
    }

    /** How many hosts are waiting, worked on, or to be audited. */
    int size() {
        return entries.size();
    }

    /** Stops after the work in hand. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(SHUTDOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** One host's place in the queue. */
    private final class Entry {
        private final HostId id;
        private @Nullable ScheduledFuture<?> timer;
        private boolean running;
        private boolean askedWhileRunning;
        private int changes;
        private int failures;

        Entry(HostId id) {
            this.id = id;
        }

        synchronized void wake() {
            if (running) {
                askedWhileRunning = true;
            } else {
                schedule(Duration.ZERO);
            }
        }

        synchronized boolean isIdle() {
            return !running && timer == null;
        }

        private void schedule(Duration delay) {
            cancelTimer();
            try {
                timer = pool.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                LOG.debug("{} is not looked at again: the queue is closed", id);
            }
        }

        private void cancelTimer() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }

        /** The timer may not be the one that led here, if the host was asked for just then; no other may stay behind. */
        private void run() {
            synchronized (this) {
                if (running) {
                    return;
                }
                running = true;
                cancelTimer();
                askedWhileRunning = false;
            }
            Outcome outcome = work();
            synchronized (this) {
                running = false;
                count(outcome);
                if (askedWhileRunning) {
                    schedule(Duration.ZERO);
                } else if (!(outcome instanceof Outcome.Gone)) {
                    schedule(pause(outcome));
                }
            }
            entries.computeIfPresent(id, (key, known) -> known.isIdle() ? null : known);
        }

        /** Failures are counted apart from changes: a host that was changed often has not failed often. */
        private void count(Outcome outcome) {
            if (outcome instanceof Outcome.Applied) {
                changes++;
            } else if (outcome instanceof Outcome.Retry) {
                failures++;
            } else {
                changes = 0;
                failures = 0;
            }
        }

        private Outcome work() {
            try {
                return worker.apply(id);
            } catch (RuntimeException | Error defect) {
                LOG.error("{} could not be reconciled; it will be tried again", id, defect);
                return new Outcome.Retry(defect.toString());
            }
        }

        private Duration pause(Outcome outcome) {
            var random = ThreadLocalRandom.current();
            if (outcome instanceof Outcome.Applied) {
                return afterChange.after(changes, random);
            }
            return outcome instanceof Outcome.Retry
                    ? afterFailure.after(failures, random)
                    : new Backoff(auditInterval, auditInterval).after(1, random);
        }
    }
}
