package org.livechat.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.livechat.api.metrics.Histogram;
import org.livechat.api.metrics.HistogramFamily;

/**
 * Histograms as Prometheus text (version 0.0.4). Micrometer's own are made once and keep their labels; ours have channels among
 * theirs, which come and go.
 */
final class HistogramText {
    private static final String PREFIX = "livechat_";
    private static final String BOUND = "le";

    private HistogramText() {}

    /** Adds a family as it is now; nothing if it has no series. */
    static void append(HistogramFamily family, StringBuilder text) {
        String name = PREFIX + family.name().replace('.', '_');
        var series = family.series().get();
        if (series.isEmpty()) {
            return;
        }
        text.append("# HELP ").append(name).append(' ').append(helpOf(family)).append('\n');
        text.append("# TYPE ").append(name).append(" histogram\n");
        series.forEach(one -> append(name, one.labels(), one.histogram().read(), text));
    }

    private static void append(String name, Map<String, String> labels, Histogram.Reading reading, StringBuilder text) {
        for (Histogram.Bucket bucket : reading.buckets()) {
            Map<String, String> withBound = new TreeMap<>(labels);
            withBound.put(BOUND, number(bucket.upTo()));
            line(name + "_bucket", withBound, Long.toString(bucket.count()), text);
        }
        line(name + "_sum", labels, number(reading.sum()), text);
        line(name + "_count", labels, Long.toString(reading.count()), text);
    }

    private static void line(String name, Map<String, String> labels, String value, StringBuilder text) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append(new TreeMap<>(labels)
                    .entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                            .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(value).append('\n');
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? "+Inf" : Double.toString(value);
    }

    private static String helpOf(HistogramFamily family) {
        return family.description().replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
