package org.livechat.plugin.whip;

import java.util.Locale;
import java.util.Optional;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Shows operators what clients of this gateway ask for and what becomes of it. Thread-safe. */
record WhipTrace(TraceSink sink) {
    /** A client has asked for something. */
    void in(Purpose purpose, String method, String channelId, String userId, String summary) {
        show(TraceDirection.IN, purpose, method, channelId, userId, summary);
    }

    /** Something has happened to a client's session. */
    void happened(Purpose purpose, String what, String channelId, String userId, String summary) {
        show(TraceDirection.SYSTEM, purpose, what, channelId, userId, summary);
    }

    private void show(
            TraceDirection direction, Purpose purpose, String what, String channelId, String userId, String summary) {
        if (sink.isActive()) {
            sink.publish(new TraceEvent(
                    System.currentTimeMillis(),
                    direction,
                    Optional.of(channelId),
                    Optional.of(userId),
                    0,
                    purpose.protocol().toUpperCase(Locale.ROOT) + "_" + what,
                    summary));
        }
    }
}
