package org.livechat.plugin.whip;

import java.util.List;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;

/** The gateway's figures. */
record WhipMetrics(MediaSessions sessions, WhipCounters counters) implements MetricSource {
    @Override
    public List<Metric> metrics() {
        return List.of(
                Metric.gauge("whip.sessions", "Publishers and players that are there", sessions::size),
                Metric.counter("whip.published", "Publishers that were let in, by WHIP", counters.published::sum),
                Metric.counter("whip.played", "Players that were let in, by WHEP", counters.played::sum),
                Metric.counter("whip.refused", "Publishers and players that were refused", counters.refused::sum));
    }
}
