package org.livechat.server.kit;

import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink whose failures are its own: the first one is in the log, and from then on it is told nothing. Any thread. */
final class GuardedSink implements TraceSink {
    private static final Logger log = LoggerFactory.getLogger(GuardedSink.class);

    private final String name;
    private final TraceSink sink;
    private volatile boolean failed;

    /** @param name how the log calls it */
    GuardedSink(String name, TraceSink sink) {
        this.name = name;
        this.sink = sink;
    }

    @Override
    public boolean isActive() {
        try {
            return !failed && sink.isActive();
        } catch (Throwable e) {
            fail("isActive()", e);
            return false;
        }
    }

    @Override
    public void publish(TraceEvent event) {
        if (failed) {
            return;
        }
        try {
            sink.publish(event);
        } catch (Throwable e) {
            fail("publish()", e);
        }
    }

    private void fail(String method, Throwable failure) {
        failed = true;
        log.error("The trace sink {} is told nothing any more: {} failed: {}", name, method, Reason.of(failure));
        log.debug("Why the trace sink {} failed", name, Reason.loggable(failure));
    }
}
