package org.livechat.server.kit;

import java.util.List;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Several sinks as one: each active one is told everything. */
final class TraceSinks implements TraceSink {
    private final TraceSink[] sinks;

    private TraceSinks(List<TraceSink> sinks) {
        this.sinks = sinks.toArray(TraceSink[]::new);
    }

    static TraceSink of(List<TraceSink> sinks) {
        return switch (sinks.size()) {
            case 0 -> TraceSink.none();
            case 1 -> sinks.getFirst();
            default -> new TraceSinks(sinks);
        };
    }

    @Override
    public boolean isActive() {
        for (TraceSink sink : sinks) {
            if (sink.isActive()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void publish(TraceEvent event) {
        for (TraceSink sink : sinks) {
            if (sink.isActive()) {
                sink.publish(event);
            }
        }
    }
}
