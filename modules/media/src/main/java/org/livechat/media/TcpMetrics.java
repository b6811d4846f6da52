package org.livechat.media;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.livechat.api.metrics.Metric;
import org.livechat.media.tcp.TcpCounters;
import org.livechat.media.tcp.TcpPort;
import org.livechat.media.worker.Workers;

/** What happens over TCP as figures: what was refused, closed and dropped as one each, by reason. */
final class TcpMetrics {
    private static final String REFUSED = "REFUSED_";
    private static final String CLOSED = "CLOSED_";
    private static final String DEFERRED = "DEFERRED_";
    private static final String DROPPED = "DROPPED_";

    private TcpMetrics() {}

    static List<Metric> of(TcpPort port, Workers workers) {
        return Stream.concat(
                        Stream.of(TcpCounters.Count.values()).map(count -> metric(port, count)),
                        Stream.of(
                                Metric.gauge("media.tcp.connections", "Connections by TCP that are open", port::open),
                                Metric.gauge(
                                        "media.tcp.waiting.bytes",
                                        "Bytes that wait for clients to take them",
                                        port::waitingBytes),
                                dropped("busy", workers::overflows),
                                Metric.counter(
                                        "media.tcp.defects",
                                        "Times that a connection was given up since a defect came out",
                                        port::defects)))
                .toList();
    }

    private static Metric metric(TcpPort port, TcpCounters.Count count) {
        String name = count.name();
        if (name.startsWith(DROPPED)) {
            return dropped(reason(name, DROPPED), () -> port.counters().get(count));
        }
        if (name.startsWith(REFUSED)) {
            return Metric.counter(
                    "media.tcp.refused",
                    "Connections by TCP that were closed at once, by what there are too many of",
                    "reason",
                    reason(name, REFUSED),
                    () -> port.counters().get(count));
        }
        if (name.startsWith(CLOSED)) {
            return Metric.counter(
                    "media.tcp.closed",
                    "Connections by TCP that have ended, by reason",
                    "reason",
                    reason(name, CLOSED),
                    () -> port.counters().get(count));
        }
        if (name.startsWith(DEFERRED)) {
            return Metric.counter(
                    "media.tcp.deferred",
                    "Times that a connection by TCP was not read for a moment, by reason",
                    "reason",
                    reason(name, DEFERRED),
                    () -> port.counters().get(count));
        }
        return Metric.counter(
                "media.tcp." + reason(name, "").replace('_', '.'),
                "What was counted of TCP: " + reason(name, "").replace('_', ' '),
                () -> port.counters().get(count));
    }

    private static Metric dropped(String reason, DoubleSupplier count) {
        return Metric.counter(
                "media.tcp.dropped", "Packets over TCP that went no further, by reason", "reason", reason, count);
    }

    private static String reason(String name, String prefix) {
        return name.substring(prefix.length()).toLowerCase(Locale.ROOT);
    }
}
