package org.livechat.record;

import java.util.Optional;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the recorder works: told to log and trace when that changes, not each time. Thread-safe. */
final class Alarm {
    private static final Logger log = LoggerFactory.getLogger(Alarm.class);

    private final TraceSink trace;
    private volatile Optional<String> problem = Optional.empty();

    Alarm(TraceSink trace) {
        this.trace = trace;
    }

    Optional<String> problem() {
        return problem;
    }

    synchronized void fails(String what, Throwable cause) {
        if (problem.isEmpty()) {
            problem = Optional.of(what);
            log.error("The recorder fails, and what is said meanwhile is not recorded: {}", what, cause);
            show("RECORDER_FAILED", what, Optional.empty(), Optional.empty());
        }
    }

    synchronized void works() {
        if (problem.isPresent()) {
            problem = Optional.empty();
            log.info("The recorder works again");
            show("RECORDER_WORKS", "recordings are on disk again", Optional.empty(), Optional.empty());
        }
    }

    void show(String operation, String summary, Optional<String> channelId, Optional<String> userId) {
        if (trace.isActive()) {
            trace.publish(TraceEvent.system(System.currentTimeMillis(), channelId, userId, operation, summary));
        }
    }
}
