package org.livechat.http.server;

import java.util.List;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;

/** The HTTP server's connections as figures. */
public final class HttpMetrics implements MetricSource {
    private final HttpServer server;

    public HttpMetrics(HttpServer server) {
        this.server = server;
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("http.connections", "TCP connections that are open", server::connections),
                Metric.counter(
                        "http.refused.connections", "TCP connections closed for a bound", server::refusedConnections),
                Metric.counter("http.refused.origins", "Requests of pages of other origins", server::refusedOrigins));
    }
}
