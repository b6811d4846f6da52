package org.livechat.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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

    private final TraceSink trace;
    private final Map<Work, String> failing = new EnumMap<>(Work.class);
    private volatile Optional<String> problem = Optional.empty();

    Alarm(TraceSink trace) {
        this.trace = trace;
    }

    /** All that fails, in a line; empty while all is well. */
    Optional<String> problem() {
        return problem;
    }

    synchronized void fails(Work work, String what, Throwable cause) {
        if (failing.putIfAbsent(work, what) == null) {
            problem = Optional.of(String.join("; ", failing.values()));
            log.error("The recorder fails, and {}: {}", work.consequence, what, cause);
            show("RECORDER_FAILED", what, Optional.empty(), Optional.empty());
        }
    }

    /** It has just been done, whoever failed in it before. */
    void works(Work work) {
        if (problem.isPresent()) {
            cleared(work);
        }
    }

    private synchronized void cleared(Work work) {
        String was = failing.remove(work);
        if (was != null) {
            problem = failing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failing.values()));
            log.info("The recorder works again; it was: {}", was);
            show("RECORDER_WORKS", "it was: " + was, Optional.empty(), Optional.empty());
        }
    }

    void show(String operation, String summary, Optional<String> channelId, Optional<String> userId) {
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(System.currentTimeMillis(), channelId, userId, operation, summary));
        }
    }
}
