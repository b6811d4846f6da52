package com.example.kept;

import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.part.PartContext;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.api.trace.TraceSinkProvider;

/** Counts events. */
public final class Tally implements TraceSinkProvider {
    static final AtomicLong EVENTS = new AtomicLong();

    @Override
    public String name() {
        return "tally";
    }

    @Override
    public TraceSink create(PartContext context) {
        return new TraceSink() {
            @Override
            public boolean isActive() {
                return true;
            }

            @Override
            public void publish(TraceEvent event) {
                EVENTS.incrementAndGet();
            }
        };
    }
}
