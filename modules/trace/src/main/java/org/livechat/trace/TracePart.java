package org.livechat.trace;

import java.util.List;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.http.HttpRoutes;
import org.livechat.http.Route;

/** The bus and the stream that reads it, as one part of the server. */
final class TracePart implements TraceSink, HttpRoutes {
    private final TraceBus bus;
    private final TraceRoutes stream;

    TracePart(TraceBus bus) {
        this.bus = bus;
        this.stream = new TraceRoutes(bus);
    }

    @Override
    public boolean isActive() {
        return bus.isActive();
    }

    @Override
    public void publish(TraceEvent event) {
        bus.publish(event);
    }

    @Override
    public List<Route> routes() {
        return stream.routes();
    }

    /** Streams have no end of their own. */
    @Override
    public void ending() {
        bus.close();
    }

    @Override
    public void close() {
        bus.close();
    }
}
