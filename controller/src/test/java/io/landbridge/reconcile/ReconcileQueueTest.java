package io.landbridge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.fake.Eventually;
import io.landbridge.fake.Fabrics;
import io.landbridge.model.HostId;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReconcileQueueTest {
    private static final HostId HOST = Fabrics.id(1);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Backoff AT_ONCE = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));

    private final AtomicInteger runs = new AtomicInteger();
    private ReconcileQueue queue = queue(id -> new Outcome.Converged(), NEVER);

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void askingManyTimesWhileAHostIsWorkedOnIsAskingOnceMore() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        queue = queue(
                id -> {
                    started.countDown();
                    awaitQuietly(release);
                    return new Outcome.Converged();
                },
                NEVER);
        queue.add(HOST);
        started.await();
        for (int i = 0; i < 100; i++) {
            queue.add(HOST);
        }
        release.countDown();
        Eventually.holds("two runs", () -> runs.get() == 2, runs::get);
        queue.close();
        assertThat(runs).hasValue(2);
    }

    @Test
    void neverTwoWorkersOnOneHost() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        queue = queue(
                id -> {
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    queue.add(id);
                    atOnce.decrementAndGet();
                    return new Outcome.Applied(1);
                },
                NEVER);
        queue.add(HOST);
        Eventually.holds("fifty runs", () -> runs.get() >= 50, runs::get);
        queue.close();
        assertThat(most).hasValue(1);
    }

    @Test
    void aFailureIsTriedAgainUntilItIsNone() {
        queue = queue(id -> runs.get() < 5 ? new Outcome.Retry("not yet") : new Outcome.Converged(), NEVER);
        queue.add(HOST);
        Eventually.holds("five runs", () -> runs.get() == 5, runs::get);
    }

    @Test
    void aHostThatIsAskedForDuringAFailingAttemptIsLookedAtAtOnce() {
        queue = new ReconcileQueue(
                id -> {
                    if (runs.incrementAndGet() == 1) {
                        queue.add(id);
                        return new Outcome.Retry("not yet");
                    }
                    return new Outcome.Converged();
                },
                4,
                AT_ONCE,
                new Backoff(NEVER, NEVER),
                NEVER);
        queue.add(HOST);
        Eventually.holds("two runs", () -> runs.get() == 2, runs::get);
    }

    @Test
    void afterManyChangesTheFirstFailureIsTriedAgainAsSoonAsAnyFirst() {
        queue = new ReconcileQueue(
                id -> {
                    int run = runs.incrementAndGet();
                    return run <= 30
                            ? new Outcome.Applied(1)
                            : run == 31 ? new Outcome.Retry("the first") : new Outcome.Converged();
                },
                4,
                AT_ONCE,
                new Backoff(Duration.ofMillis(1), NEVER),
                NEVER);
        queue.add(HOST);
        Eventually.holds("tried again", () -> runs.get() == 32, runs::get);
    }

    @Test
    void aHostThatIsNoMoreIsForgotten() {
        queue = queue(id -> new Outcome.Gone(), NEVER);
        queue.add(HOST);
        Eventually.holds("forgotten", () -> runs.get() == 1 && queue.size() == 0, runs::get);
        queue.add(HOST);
        Eventually.holds("asked for again", () -> runs.get() == 2 && queue.size() == 0, runs::get);
    }

    static Stream<Runnable> defects() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("a planted defect");
                },
                () -> {
                    throw new NoClassDefFoundError("a planted error");
                });
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aDefectInTheWorkerDoesNotLoseTheHost(Runnable defect) {
        queue = queue(
                id -> {
                    if (runs.get() == 1) {
                        defect.run();
                    }
                    return new Outcome.Converged();
                },
                NEVER);
        queue.add(HOST);
        Eventually.holds("two runs", () -> runs.get() == 2, runs::get);
    }

    @Test
    void howeverOftenAHostIsAskedForItIsAuditedAtItsPace() {
        queue = queue(id -> new Outcome.Converged(), Duration.ofMillis(200));
        for (int i = 0; i < 100_000; i++) {
            queue.add(HOST);
        }
        int asked = runs.get();
        long start = System.nanoTime();
        Eventually.holds("ten audits", () -> runs.get() >= asked + 10, runs::get);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("what ten audits take, each at least 100 ms after the one before")
                .isGreaterThan(Duration.ofMillis(800));
    }

    @Test
    void aQuietHostIsAuditedFromTimeToTime() {
        queue = queue(id -> new Outcome.Converged(), Duration.ofMillis(5));
        queue.add(HOST);
        Eventually.holds("five audits", () -> runs.get() >= 5, runs::get);
    }

    @Test
    void aBackoffDoublesUpToItsLimitAndIsShortenedByAtMostHalf() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        Random random = new Random(1);
        long[] full = {100, 200, 400, 800, 1600, 2000, 2000};
        for (int attempt = 1; attempt <= full.length; attempt++) {
            assertThat(backoff.after(attempt, random).toMillis()).isBetween(full[attempt - 1] / 2, full[attempt - 1]);
        }
        assertThat(backoff.after(10_000, random)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    private ReconcileQueue queue(Function<HostId, Outcome> worker, Duration audit) {
        return new ReconcileQueue(
                id -> {
                    runs.incrementAndGet();
                    return worker.apply(id);
                },
                4,
                AT_ONCE,
                AT_ONCE,
                audit);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
