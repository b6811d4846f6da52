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
                Metric.counter("http.refused.origins", "Requests of pages of other origins", server::refusedOrigins),
                Metric.gauge("http.unread.bytes", "Bytes of answers that wait to be read", server::unreadBytes),
                Metric.counter(
                        "http.refused.answers",
                        "Answers not given because too much waited to be read",
                        server::refusedAnswers),
                Metric.counter(
                        "http.unread.answers",
                        "Connections closed because an answer was not read in time",
                        server::unreadAnswers),
                Metric.counter(
                        "http.unclear.clients",
                        "Requests of trusted proxies that did not say clearly whom they were for",
                        server::unclearClients));
    }
}
