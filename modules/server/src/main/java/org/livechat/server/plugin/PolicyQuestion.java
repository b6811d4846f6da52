package org.livechat.server.plugin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Something that a policy is asked, on a thread which that may block. */
final class PolicyQuestion<T> extends FutureTask<T> {
    /** However little of the machine the policy gets. */
    static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 20;
    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    private volatile long beganNanos;
    private volatile @Nullable Thread answering;

    PolicyQuestion(Callable<T> question) {
        super(question);
    }

    @Override
    public void run() {
        beganNanos = runNanos(Thread.currentThread());
        answering = Thread.currentThread();
        super.run();
    }

    /**
     * Waits for the answer.
     *
     * @param patience for the policy; up to {@link #MOST_PATIENCE} while it is the machine that keeps it from answering
     * @throws TimeoutException if there is none by then
     */
    T await(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        long lookMillis = patience.toMillis();
        while (true) {
            try {
                return get(lookMillis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (!isKeptFromIt(patience) || System.nanoTime() - begin >= MOST_PATIENCE.toNanos()) {
                    throw e;
                }
                lookMillis = LOOK_MILLIS;
            }
        }
    }

    /** Whether nobody has begun with it, or who has begun wants to go on and has not been let run for as long as that. */
    private boolean isKeptFromIt(Duration patience) {
        Thread thread = answering;
        return thread == null
                || (thread.getState() == Thread.State.RUNNABLE && runNanos(thread) - beganNanos < patience.toNanos());
    }

    private static long runNanos(Thread thread) {
        return CLOCKS.isThreadCpuTimeSupported() ? CLOCKS.getThreadCpuTime(thread.threadId()) : Long.MAX_VALUE / 2;
    }
}
