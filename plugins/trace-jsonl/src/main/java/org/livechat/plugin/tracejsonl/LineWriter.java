package org.livechat.plugin.tracejsonl;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.trace.TraceEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the ring and writes them, when there are many or when some have waited for long. Has no thread and no clock of
 * its own, and is used by one thread; the counts may be read by any. While nothing can be written, events stay where they are.
 */
final class LineWriter {
    /** What {@link #step} answers when there is nothing to do until something comes. */
    static final long NOTHING = Long.MAX_VALUE;

    static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);
    static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    static final int CHUNK = 32 * 1024;

    private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

    private final EventRing ring;
    private final TraceFiles files;
    private final long flushNanos;
    private final InstantSource clock;
    private final Lines lines = new Lines();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private long oldestNanos;
    private Optional<Long> nextTryNanos = Optional.empty();
    private Optional<Long> complaintNanos = Optional.empty();

    LineWriter(EventRing ring, TraceFiles files, Duration flush, InstantSource clock) {
        this.ring = ring;
        this.files = files;
        this.flushNanos = flush.toNanos();
        this.clock = clock;
    }

    /**
     * Does what there is to do.
     *
     * @return how many ns later there is something to do though nothing comes, or {@link #NOTHING}
     */
    long step(long nowNanos) {
        if (nextTryNanos.isPresent() && nextTryNanos.get() - nowNanos > 0) {
            return nextTryNanos.get() - nowNanos;
        }
        while (true) {
            take(nowNanos);
            if (lines.isEmpty()) {
                return NOTHING;
            }
            long due = oldestNanos + flushNanos - nowNanos;
            if (due > 0 && lines.length() < CHUNK) {
                return due;
            }
            if (!write(nowNanos)) {
                return BEFORE_NEXT_TRY.toNanos();
            }
        }
    }

    /** Whether nothing can be written now, and it waits for its next try. */
    boolean isHeldUp() {
        return nextTryNanos.isPresent();
    }

    /** Writes all that is left, as far as that can be done at once. */
    void finish(long nowNanos) {
        boolean isWriting = true;
        while (isWriting) {
            take(nowNanos);
            isWriting = !lines.isEmpty() && write(nowNanos);
        }
    }

    private void take(long nowNanos) {
        while (lines.length() < CHUNK) {
            boolean isFirst = lines.isEmpty();
            long missing = ring.takeGap();
            if (missing > 0) {
                lines.addLost(missing, clock.millis());
            } else {
                Optional<TraceEvent> event = ring.poll();
                if (event.isEmpty()) {
                    return;
                }
                lines.add(event.get());
            }
            if (isFirst) {
                oldestNanos = nowNanos;
            }
        }
    }

    private boolean write(long nowNanos) {
        try {
            files.write(lines.bytes());
        } catch (IOException e) {
            failures.incrementAndGet();
            nextTryNanos = Optional.of(nowNanos + BEFORE_NEXT_TRY.toNanos());
            complain(e, nowNanos);
            return false;
        }
        nextTryNanos = Optional.empty();
        written.addAndGet(lines.events());
        bytes.addAndGet(lines.length());
        lines.clear();
        return true;
    }

    private void complain(IOException failure, long nowNanos) {
        boolean isDue = complaintNanos
                .map(last -> nowNanos - last >= BETWEEN_COMPLAINTS.toNanos())
                .orElse(true);
        if (isDue) {
            complaintNanos = Optional.of(nowNanos);
            log.error(
                    "The trace cannot be written: {}; it is tried again every second, and what finds no room meanwhile is"
                            + " lost ({} events so far)",
                    failure.toString(),
                    ring.lost());
        }
    }

    /** How many events are in files. */
    long written() {
        return written.get();
    }

    /** How many bytes that were. */
    long bytes() {
        return bytes.get();
    }

    /** How often writing failed. */
    long failures() {
        return failures.get();
    }
}
