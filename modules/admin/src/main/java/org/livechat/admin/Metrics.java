package org.livechat.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.HistogramFamily;
import org.livechat.api.metrics.Metric;

/** All figures of the server, kept by Micrometer and shown as Prometheus text. */
public final class Metrics implements FloorTimes, AutoCloseable {
    private static final String PREFIX = "livechat.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Timer waits;
    private final Timer holds;

    // Micrometer holds what a counter reads by a weak reference only: let go of, it would stay at its last value for
    // ever.
    private final List<Metric> shown = new CopyOnWriteArrayList<>();
    private final List<HistogramFamily> histograms = new CopyOnWriteArrayList<>();

    /** With the figures of the JVM and of floors. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        garbage.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        waits = Timer.builder(PREFIX + "floor.wait")
                .description("Time from a floor request to its grant")
                .serviceLevelObjectives(millis(10, 100, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000))
                .register(registry);
        holds = Timer.builder(PREFIX + "floor.hold")
                .description("Time that somebody had the floor")
                .serviceLevelObjectives(millis(500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000))
                .register(registry);
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** Shows a figure from here on. */
    public void add(Metric metric) {
        shown.add(metric);
        register(metric);
    }

    /** Shows histograms from here on. */
    void add(HistogramFamily family) {
        histograms.add(family);
    }

    private void register(Metric metric) {
        List<Tag> tags = metric.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        switch (metric.kind()) {
            case COUNTER ->
                FunctionCounter.builder(
                                PREFIX + metric.name(),
                                metric,
                                figure -> figure.value().getAsDouble())
                        .description(metric.description())
                        .tags(tags)
                        .register(registry);
            case GAUGE ->
                Gauge.builder(
                                PREFIX + metric.name(),
                                metric,
                                figure -> figure.value().getAsDouble())
                        .description(metric.description())
                        .tags(tags)
                        .strongReference(true)
                        .register(registry);
        }
    }

    @Override
    public void waited(Duration time) {
        waits.record(time);
    }

    @Override
    public void held(Duration time) {
        holds.record(time);
    }

    /** Everything as Prometheus text (version 0.0.4). */
    String text() {
        var text = new StringBuilder(registry.scrape());
        histograms.forEach(family -> HistogramText.append(family, text));
        return text.toString();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
