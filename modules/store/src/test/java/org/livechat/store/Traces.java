package org.livechat.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Remembers what operators were shown. */
final class Traces implements TraceSink {
    private final List<TraceEvent> events = new CopyOnWriteArrayList<>();

    List<String> operations() {
        return events.stream().map(TraceEvent::operation).toList();
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void publish(TraceEvent event) {
        events.add(event);
    }
}
