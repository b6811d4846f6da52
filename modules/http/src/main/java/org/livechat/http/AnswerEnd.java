package org.livechat.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The end of an answer: that it is done with, or that its time is up, whichever comes first; the other one does nothing then. Thread-safe.
 */
public final class AnswerEnd {
    /** The slowest network that still gets a long answer, in bytes a second: 128 kbit/s. */
    public static final int SLOWEST_RATE = 16_384;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Runnable late;
    private final Scheduler.Task timer;

    /** @param late is called, on a thread of the scheduler, when the time is up and the answer is not done with */
    AnswerEnd(Scheduler scheduler, Duration time, Runnable late) {
        this.late = late;
        this.timer = scheduler.schedule(this::timeIsUp, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Closes the connection when the time is up.
     *
     * @param request that is answered
     * @param time from now on
     * @param why the connection is closed, in a line; who waits for the answer to be written gets it in an {@link EofException}
     * @param late is called before that
     */
    public static AnswerEnd closing(Request request, Duration time, String why, Runnable late) {
        return new AnswerEnd(request.getComponents().getScheduler(), time, () -> {
            late.run();
            request.getConnectionMetaData().getConnection().getEndPoint().close(new EofException(why));
        });
    }

    /** How long an answer may take: the patience, and a second for each so many bytes. */
    public static Duration time(Duration patience, long bytes, int slowestRate) {
        return patience.plusSeconds(bytes / slowestRate);
    }

    private void timeIsUp() {
        if (isOver.compareAndSet(false, true)) {
            late.run();
        }
    }

    /** The answer is done with. May be called more than once. */
    public void done() {
        if (isOver.compareAndSet(false, true)) {
            timer.cancel();
        }
    }
}
