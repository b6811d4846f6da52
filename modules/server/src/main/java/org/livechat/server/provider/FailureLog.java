package org.livechat.server.provider;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a part fails at while strangers ask things of it: one line of the log a minute, however often they do. Any thread.
 */
public final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String part;
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** @param part what operators call it */
    public FailureLog(String part) {
        this.part = part;
    }

    /**
     * Tells of a failure, unless one was told of within the minute.
     *
     * @param consequence what it was and what comes of it, such as {@code failed to answer a request}
     */
    public void tell(String consequence, Throwable failure) {
        long now = System.nanoTime();
        long last = toldNanos.get();
        if (now - last >= QUIET_NANOS && toldNanos.compareAndSet(last, now)) {
            log.error(
                    "The {} {}: {}; it is named again in a minute at the soonest",
                    part,
                    consequence,
                    Reason.of(failure));
            log.error("Why the {} failed", part, Reason.loggable(failure));
        }
    }
}
