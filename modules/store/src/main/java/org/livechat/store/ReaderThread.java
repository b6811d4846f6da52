package org.livechat.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.livechat.api.part.PartFailed;

/**
 * The one thread that reads the file, since a virtual thread that waits for a disk in native code keeps its carrier. So many may wait for it, and
 * who has waited in vain waits no longer. Any thread may ask.
 */
final class ReaderThread implements AutoCloseable {
    /** As many questions wait for a disk that is slow. */
    static final int MOST_WAITING = 1000;

    private final HistoryReader reader;
    private final Duration patience;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("livechat-store-reader").daemon().factory());

    ReaderThread(HistoryReader reader, Duration patience) {
        this.reader = reader;
        this.patience = patience;
    }

    interface Question<T> {
        T ask(HistoryReader reader) throws SQLException;
    }

    /**
     * @throws SQLException when the file cannot be read
     * @throws TimeoutException when the disk has not answered within its patience
     * @throws PartFailed when too many wait already, or the server stops
     */
    <T> T ask(Question<T> question) throws SQLException, TimeoutException {
        var answer = new FutureTask<T>(() -> question.ask(reader));
        try {
            thread.execute(answer);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw PartFailed.forNow(
                    thread.isShutdown()
                            ? "the server stops"
                            : "%d requests wait for the disk already; ask again later".formatted(MOST_WAITING),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException problem ? problem : new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PartFailed.forNow("the server stops", e);
        } finally {
            // What the disk is asked already goes on: SQLite heeds no interrupt.
            if (answer.cancel(false)) {
                thread.remove(answer);
            }
        }
    }

    /** Questions that wait for the disk. */
    int waiting() {
        return thread.getQueue().size();
    }

    /** Answers nothing from now on, and closes the file when what is being read has been. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.getQueue().clear();
            thread.execute(reader::close);
            thread.shutdown();
        }
    }

    /** Waits until the file is closed, unless that takes too long. */
    void awaitClosed(Duration most) throws InterruptedException {
        var _ = thread.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
