package org.livechat.core;

import java.util.List;
import java.util.stream.Stream;
import org.livechat.api.metrics.HistogramFamily;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.core.quality.Kpi;
import org.livechat.core.quality.KpiBook;

/** Where channels take what they have measured. Any thread, under any lock. */
final class Quality implements MetricSource {
    private final TimeSource time;
    private final KpiBook book;

    Quality(QualitySettings settings, TimeSource time) {
        this.time = time;
        this.book = new KpiBook(settings.channels());
    }

    void measured(String channelId, Kpi kpi, long nanos) {
        book.record(channelId, kpi, nanos, time.nanoTime());
    }

    /** The channel is gone. */
    void forget(String channelId) {
        book.forget(channelId);
    }

    @Override
    public List<Metric> metrics() {
        return List.of();
    }

    @Override
    public List<HistogramFamily> histograms() {
        return Stream.of(Kpi.Family.values())
                .map(family -> new HistogramFamily(family.metric(), family.description(), () -> book.series(family)))
                .toList();
    }
}
