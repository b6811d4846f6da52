package org.livechat.record;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the recorder's works fail: told to log and trace when that changes, not each time. Thread-safe. */
final class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);

    /** What may fail while the others work. */
    enum Work {
        WRITING("what is said meanwhile is not recorded"),
        KEEPING_UP("what is said meanwhile waits, and is not recorded where it finds no room"),
        FINISHING("what was recorded is not in the register yet"),
        TIDYING("old recordings are not deleted");

        private final String consequence;

        Work(String consequence) {
            this.consequence = consequence;
        }
    }

    /** What failed, and when it did so last. */
    private record Failure(String what, long latestNanos) {}

    private final TraceSink trace;
    private final Map<Work, Failure> failing = new EnumMap<>(Work.class);
    private volatile Optional<String> problem = Optional.empty();

    Alarm(TraceSink trace) {
        this.trace = trace;
    }

    /** All that fails, in a line; empty while all is well. */
    Optional<String> problem() {
        return problem;
    }

    synchronized void fails(Work work, String what, Throwable cause) {
        Failure before = failing.get(work);
        failing.put(work, new Failure(before == null ? what : before.what(), System.nanoTime()));
        if (before == null) {
            problem = described();
            if (cause instanceof IOException) {
                // The line says all of it.
                log.error("The recorder fails, and {}: {}", work.consequence, what);
                log.debug("The recorder fails there", cause);
            } else {
                log.error("The recorder fails, and {}: {}", work.consequence, what, cause);
            }
            show("RECORDER_FAILED", what, Optional.empty(), Optional.empty());
        }
    }

    /** It has just been done, whoever failed in it before. */
    void works(Work work) {
        worksSince(work, System.nanoTime());
    }

    /**
     * It has just been done with something that was begun at that time, which says nothing of failures since: a file may have room left
     * where the disk has none.
     */
    void worksSince(Work work, long begunNanos) {
        if (problem.isPresent()) {
            cleared(work, begunNanos);
        }
    }

    private synchronized void cleared(Work work, long begunNanos) {
        Failure was = failing.get(work);
        if (was != null && begunNanos - was.latestNanos() >= 0) {
            failing.remove(work);
            problem = described();
            log.info("The recorder works again; it was: {}", was.what());
            show("RECORDER_WORKS", "it was: " + was.what(), Optional.empty(), Optional.empty());
        }
    }

    /** Whether it fails, and has not done so again for so long. */
    synchronized boolean isQuiet(Work work, Duration time) {
        Failure latest = failing.get(work);
        return latest != null && System.nanoTime() - latest.latestNanos() >= time.toNanos();
    }

    private Optional<String> described() {
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of(failing.values().stream().map(Failure::what).collect(Collectors.joining("; ")));
    }

    void show(String operation, String summary, Optional<String> channelId, Optional<String> userId) {
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(System.currentTimeMillis(), channelId, userId, operation, summary));
        }
    }
}
