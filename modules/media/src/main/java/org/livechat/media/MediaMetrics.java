package org.livechat.media;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;

/** The counts of the media plane as figures: each by its name, and the dropped packets as one by reason. */
public final class MediaMetrics implements MetricSource {
    private static final String DROPPED = "DROPPED_";

    private final RelayMediaPlane plane;

    public MediaMetrics(RelayMediaPlane plane) {
        this.plane = plane;
    }

    @Override
    public List<Metric> metrics() {
        Metric unsent = Metric.counter(
                "media.dropped", "Packets that went no further, by reason", "reason", "send", plane::sendFailures);
        Metric messages = Metric.counter(
                "media.messages.out",
                "What the kernel took in one piece: a datagram, or several that it cuts apart",
                plane::messagesSent);
        return Stream.concat(Stream.of(MediaCounters.Count.values()).map(this::metric), Stream.of(unsent, messages))
                .toList();
    }

    private Metric metric(MediaCounters.Count count) {
        String name = count.name().toLowerCase(Locale.ROOT);
        return count.name().startsWith(DROPPED)
                ? Metric.counter(
                        "media.dropped",
                        "Packets that went no further, by reason",
                        "reason",
                        name.substring(DROPPED.length()),
                        () -> plane.count(count))
                : Metric.counter(
                        "media." + name.replace('_', '.'),
                        "What the media plane has counted: " + name.replace('_', ' '),
                        () -> plane.count(count));
    }
}
