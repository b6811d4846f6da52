package org.livechat.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store works, and what did not: told to log and trace when it changes, not each time. Thread-safe. */
final class Health {
    private static final Logger log = LoggerFactory.getLogger(Health.class);

    /** Changes that are on disk. */
    final LongAdder kept = new LongAdder();

    /** Transactions, each with what had come since the one before. */
    final LongAdder commits = new LongAdder();

    /** Transactions that failed. */
    final LongAdder failures = new LongAdder();

    /** Requests that were answered although their change was not on disk. */
    final LongAdder unkept = new LongAdder();

    /** Changes that never will be. */
    final LongAdder lost = new LongAdder();

    /** No more than one alarm in this time, however often reading fails and does not. */
    private static final long READ_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final TraceSink trace;
    private volatile Optional<String> writing = Optional.empty();
    private volatile Optional<String> reading = Optional.empty();
    private volatile long cannotReadNanos;

    Health(TraceSink trace) {
        this.trace = trace;
    }

    Optional<String> problem() {
        Optional<String> ofWriting = writing;
        return ofWriting.isPresent() ? ofWriting : reading;
    }

    /** Whether what is handed over now has to wait for better times. */
    boolean cannotWrite() {
        return writing.isPresent();
    }

    /** Nothing can be written, for now. */
    synchronized void cannotWrite(String problem, Optional<Throwable> cause) {
        if (writing.isEmpty()) {
            writing = Optional.of(problem);
            alarm(problem, cause);
        }
    }

    /** Something was written. */
    synchronized void wrote() {
        if (writing.isPresent()) {
            writing = Optional.empty();
            log.info("The store works again; what has waited is on disk");
            show("STORE_WORKS", "what has waited is on disk");
        }
    }

    /** Some of what was kept cannot be read. */
    synchronized void cannotRead(String problem, Throwable cause) {
        if (reading.isEmpty()) {
            reading = Optional.of(problem);
            cannotReadNanos = System.nanoTime();
            alarm(problem, Optional.of(cause));
        }
    }

    /** Something was read. */
    void couldRead() {
        if (reading.isPresent() && System.nanoTime() - cannotReadNanos > READ_AGAIN_NANOS) {
            reading = Optional.empty();
            log.info("What the store keeps can be read again");
        }
    }

    private void alarm(String problem, Optional<Throwable> cause) {
        log.error("The store fails, and what it should keep is in memory alone: {}", problem, cause.orElse(null));
        show("STORE_FAILED", problem);
    }

    private void show(String operation, String summary) {
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(
                    System.currentTimeMillis(), Optional.empty(), Optional.empty(), operation, summary));
        }
    }
}
