package org.livechat.core;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Kpi, QualityAlarm> alarms = new EnumMap<>(Kpi.class);

    Quality(QualitySettings settings, TimeSource time, Deadlines deadlines, Observation observation) {
        this.time = time;
        this.book = new KpiBook(settings.channels());
        record Wanted(Kpi kpi, String figure, String what, Optional<Duration> threshold) {}
        Stream.of(
                        new Wanted(Kpi.GRANT, "access", "To grant a floor request", settings.accessAlarm()),
                        new Wanted(Kpi.MOUTH_TO_EAR, "mouth_to_ear", "A voice", settings.mouthToEarAlarm()),
                        new Wanted(
                                Kpi.LATE_ENTRY, "late_entry", "To hear after a late join", settings.lateEntryAlarm()))
                .forEach(wanted -> wanted.threshold()
                        .ifPresent(threshold -> alarms.put(
                                wanted.kpi(),
                                new QualityAlarm(
                                        wanted.figure(),
                                        wanted.what(),
                                        threshold,
                                        settings.window(),
                                        time,
                                        deadlines,
                                        observation))));
    }

    void measured(String channelId, Kpi kpi, long nanos) {
        book.record(channelId, kpi, nanos, time.nanoTime());
        QualityAlarm alarm = alarms.get(kpi);
        if (alarm != null) {
            alarm.measured(channelId, nanos);
        }
    }

    /** The channel is gone. */
    void forget(String channelId) {
        book.forget(channelId);
    }

    @Override
    public List<Metric> metrics() {
        return alarms.values().stream().map(QualityAlarm::metric).toList();
    }

    @Override
    public List<HistogramFamily> histograms() {
        return Stream.of(Kpi.Family.values())
                .map(family -> new HistogramFamily(family.metric(), family.description(), () -> book.series(family)))
                .toList();
    }
}
