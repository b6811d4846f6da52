package org.livechat.api.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * One figure that can be read at any time.
 *
 * @param name dotted and in lower case, such as {@code media.packets}; a unit, if there is one, at its end. Prometheus is
 *     shown {@code livechat_media_packets}
 * @param kind whether it only ever rises
 * @param description what it counts, for people
 * @param labels what tells it from others of its name
 * @param value reads it; called from any thread, does not block
 */
public record Metric(String name, Kind kind, String description, Map<String, String> labels, DoubleSupplier value) {
    /** What a figure does. */
    public enum Kind {
        /** Rises from 0 at the start. */
        COUNTER,
        /** Goes up and down. */
        GAUGE
    }

    public Metric {
        labels = Map.copyOf(labels);
    }

    /** A figure that only rises, without labels. */
    public static Metric counter(String name, String description, DoubleSupplier value) {
        return new Metric(name, Kind.COUNTER, description, Map.of(), value);
    }

    /** A figure that only rises, with one label. */
    public static Metric counter(String name, String description, String label, String is, DoubleSupplier value) {
        return new Metric(name, Kind.COUNTER, description, Map.of(label, is), value);
    }

    /** A figure that goes up and down, without labels. */
    public static Metric gauge(String name, String description, DoubleSupplier value) {
        return new Metric(name, Kind.GAUGE, description, Map.of(), value);
    }
}
