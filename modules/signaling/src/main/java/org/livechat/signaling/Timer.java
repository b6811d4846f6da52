package org.livechat.signaling;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does short things later, on one thread. */
final class Timer implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("signaling-timer").factory());

    /** Runs a task after a delay, unless the timer is closed by then. */
    void after(Duration delay, Runnable task) {
        try {
            var _ = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The server is stopping and closes every connection anyway.
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
