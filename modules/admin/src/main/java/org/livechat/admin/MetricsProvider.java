package org.livechat.admin;

import org.livechat.api.http.HttpPart;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.http.HttpPartProvider;

/** Makes the figures for Prometheus. */
public final class MetricsProvider implements HttpPartProvider {
    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public HttpPart create(HttpPartContext context) {
        var metrics = new Metrics();
        context.metrics().follow(metrics::add);
        context.metrics().followHistograms(metrics::add);
        context.metrics().followFloors(metrics);
        return new MetricsRoutes(metrics);
    }
}
