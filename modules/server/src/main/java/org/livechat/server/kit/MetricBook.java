package org.livechat.server.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.HistogramFamily;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.metrics.MetricSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of all parts, for whoever shows them. */
final class MetricBook implements MetricRegistry, FloorTimes {
    private static final Logger log = LoggerFactory.getLogger(MetricBook.class);

    private record Identity(String name, Map<String, String> labels) {}

    private final List<Metric> metrics = new ArrayList<>();
    private final Set<Identity> taken = new HashSet<>();
    private final List<Consumer<Metric>> readers = new ArrayList<>();
    private final List<HistogramFamily> histograms = new ArrayList<>();
    private final List<Consumer<HistogramFamily>> histogramReaders = new ArrayList<>();
    private final List<FloorTimes> floors = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void add(MetricSource source) {
        for (Metric metric : source.metrics()) {
            if (!taken.add(new Identity(metric.name(), metric.labels()))) {
                log.warn(
                        "The figure {} {} is there already; the second one is not shown",
                        metric.name(),
                        metric.labels());
                continue;
            }
            metrics.add(metric);
            readers.forEach(reader -> reader.accept(metric));
        }
        source.histograms().forEach(this::add);
    }

    private void add(HistogramFamily family) {
        if (!taken.add(new Identity(family.name(), Map.of()))) {
            log.warn("The figure {} is there already; the histogram of that name is not shown", family.name());
            return;
        }
        histograms.add(family);
        histogramReaders.forEach(reader -> reader.accept(family));
    }

    @Override
    public synchronized void follow(Consumer<Metric> reader) {
        metrics.forEach(reader);
        readers.add(reader);
    }

    @Override
    public synchronized void followHistograms(Consumer<HistogramFamily> reader) {
        histograms.forEach(reader);
        histogramReaders.add(reader);
    }

    @Override
    public void followFloors(FloorTimes listener) {
        floors.add(listener);
    }

    @Override
    public void waited(Duration time) {
        floors.forEach(listener -> listener.waited(time));
    }

    @Override
    public void held(Duration time) {
        floors.forEach(listener -> listener.held(time));
    }
}
