package org.livechat.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.livechat.store.WriteQueue.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: all that has come while it wrote goes to disk in one transaction. Where that fails it says so, lets those go
 * who wait, and tries again every few seconds; what has come meanwhile stays in the queue.
 */
final class DiskWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(DiskWriter.class);

    private static final int BATCH = 1000;
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long TIDY_NANOS = Duration.ofMinutes(10).toNanos();

    private final Database database;
    private final StoreSettings settings;
    private final WriteQueue queue;
    private final Health health;
    private final LongSupplier wallMillis;
    private @Nullable OpenFile file;
    private long tidiedNanos;

    DiskWriter(Database database, StoreSettings settings, WriteQueue queue, Health health, LongSupplier wallMillis) {
        this.database = database;
        this.settings = settings;
        this.queue = queue;
        this.health = health;
        this.wallMillis = wallMillis;
    }

    /**
     * Opens the file, unless it is. Not while the thread runs.
     *
     * @return empty where it cannot be, which is noted
     */
    Optional<OpenFile> open() {
        try {
            return Optional.of(opened());
        } catch (SQLException | RuntimeException | LinkageError e) {
            failed(e);
            return Optional.empty();
        }
    }

    private OpenFile opened() throws SQLException {
        @Nullable OpenFile before = file;
        if (before != null) {
            return before;
        }
        OpenFile now = OpenFile.open(database, settings);
        file = now;
        queue.beginBehind(now.highestPlace());
        now.tidy(wallMillis.getAsLong());
        tidiedNanos = System.nanoTime();
        return now;
    }

    @Override
    public void run() {
        try {
            while (!isDone()) {
                turn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private boolean isDone() {
        return queue.isClosed() && queue.size() == 0;
    }

    private void turn() throws InterruptedException {
        try {
            OpenFile open = opened();
            List<Entry> batch = queue.first(BATCH, TIDY_NANOS);
            if (batch.isEmpty()) {
                // Nothing waits, and the file could be opened.
                health.wrote();
            } else {
                open.write(batch);
                done(batch);
            }
            if (System.nanoTime() - tidiedNanos >= TIDY_NANOS) {
                open.tidy(wallMillis.getAsLong());
                tidiedNanos = System.nanoTime();
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            failed(e);
            queue.waiting().forEach(entry -> entry.ticket().settle(false));
            if (queue.isClosed()) {
                // A server that stops does not wait for a disk.
                giveUp();
            } else {
                queue.awaitClosed(RETRY_NANOS);
            }
        }
    }

    private void done(List<Entry> batch) {
        queue.remove(batch.size());
        health.commits.increment();
        health.kept.add(batch.size());
        batch.forEach(entry -> entry.ticket().settle(true));
        health.wrote();
    }

    private void failed(Throwable e) {
        health.failures.increment();
        health.cannotWrite("%s: %s".formatted(database.file(), reason(e)), Optional.of(e));
        close();
    }

    private static String reason(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void giveUp() {
        int lost = queue.size();
        if (lost > 0) {
            log.error("The store fails at the end of the server: {} changes are not kept", lost);
            health.lost.add(lost);
            queue.remove(lost);
        }
    }

    private void end() {
        queue.waiting().forEach(entry -> entry.ticket().settle(false));
        close();
    }

    /** Closes the file. Not while the thread runs. */
    void close() {
        @Nullable OpenFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("The file of the store could not be closed", e);
            }
        }
    }
}
