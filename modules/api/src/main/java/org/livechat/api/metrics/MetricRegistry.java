package org.livechat.api.metrics;

import java.util.function.Consumer;

/**
 * The figures of all parts of a server: parts add theirs, whoever serves or sends them follows. May be called from any
 * thread.
 *
 * @since 1
 */
public interface MetricRegistry {
    /**
     * Adds figures. Two of one name and the same labels, or two families of histograms of one name, are a mistake of the one who
     * comes second: it is not shown.
     */
    void add(MetricSource source);

    /** Hands every figure to a reader once: those there are at once, and those to come when they are added. */
    void follow(Consumer<Metric> reader);

    /**
     * Hands every family of histograms to a reader once, as {@link #follow} does with figures.
     *
     * @since 1
     */
    default void followHistograms(Consumer<HistogramFamily> reader) {}

    /** From here on a listener is told how long people wait for floors and hold them. */
    void followFloors(FloorTimes listener);
}
