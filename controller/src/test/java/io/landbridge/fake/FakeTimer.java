package io.landbridge.fake;

import io.landbridge.admission.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A timer whose time passes when a test says so, on the test's thread; what is due is run at once. */
public final class FakeTimer implements Timer {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private Duration now = Duration.ZERO;
    private long numbers;
    private boolean running;

    private record Task(Duration due, long number, Runnable body) {}

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), numbers++, task));
        run(now);
    }

    /** Lets that much time pass. */
    public void pass(Duration time) {
        Duration end = now.plus(time);
        run(end);
        now = end;
    }

    private void run(Duration end) {
        if (running) {
            return;
        }
        running = true;
        for (Task next = tasks.peek(); next != null && next.due().compareTo(end) <= 0; next = tasks.peek()) {
            now = next.due();
            tasks.remove().body().run();
        }
        running = false;
    }
}
