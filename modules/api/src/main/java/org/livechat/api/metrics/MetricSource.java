package org.livechat.api.metrics;

import java.util.List;

/** A part of the server that has figures to show. */
@FunctionalInterface
public interface MetricSource {
    /** Its figures, the same ones at every call. */
    List<Metric> metrics();

    /**
     * Its histograms, the same ones at every call.
     *
     * @since 1
     */
    default List<HistogramFamily> histograms() {
        return List.of();
    }
}
