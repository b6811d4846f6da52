package org.livechat.api.metrics;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Histograms of one name, which labels tell apart. Other than those of a {@link Metric} its labels may come and go: whoever makes
 * it sees to it that there are never more than a few hundred.
 *
 * @param name as that of a {@link Metric}, such as {@code channel.access.seconds}
 * @param description what is measured, for people
 * @param series those there are now; called from any thread, does not block
 * @since 1
 */
public record HistogramFamily(String name, String description, Supplier<List<Series>> series) {
    /** One of them. */
    public record Series(Map<String, String> labels, Histogram histogram) {
        public Series {
            labels = Map.copyOf(labels);
        }
    }

    /** A single histogram, without labels. */
    public static HistogramFamily of(String name, String description, Histogram histogram) {
        List<Series> only = List.of(new Series(Map.of(), histogram));
        return new HistogramFamily(name, description, () -> only);
    }
}
