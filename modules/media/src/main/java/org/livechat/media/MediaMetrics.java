package org.livechat.media;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.livechat.api.media.PeerQuality;
import org.livechat.api.metrics.Metric;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.worker.Workers;

/** The counts of the workers as figures: each by its name, and the dropped packets as one by reason. */
final class MediaMetrics {
    private static final String DROPPED = "DROPPED_";

    private MediaMetrics() {}

    static List<Metric> of(Workers workers, EndpointDirectory directory) {
        Metric unsent = Metric.counter(
                "media.dropped", "Packets that went no further, by reason", "reason", "send", workers::sendFailures);
        Metric messages = Metric.counter(
                "media.messages.out",
                "What the kernel took in one piece: a datagram, or several that it cuts apart",
                workers::messagesSent);
        return Stream.concat(
                        Stream.of(MediaCounters.Count.values()).map(count -> metric(workers, count)),
                        Stream.of(unsent, messages, paused(directory)))
                .toList();
    }

    private static Metric paused(EndpointDirectory directory) {
        return Metric.gauge(
                "media.peers.paused",
                "Endpoints whose pictures are all held back, since their network takes no more than voices",
                () -> directory.all().stream()
                        .flatMap(endpoint -> Stream.ofNullable(endpoint.peer().quality()))
                        .filter(PeerQuality::picturesPaused)
                        .count());
    }

    private static Metric metric(Workers workers, MediaCounters.Count count) {
        String name = count.name().toLowerCase(Locale.ROOT);
        return count.name().startsWith(DROPPED)
                ? Metric.counter(
                        "media.dropped",
                        "Packets that went no further, by reason",
                        "reason",
                        name.substring(DROPPED.length()),
                        () -> workers.count(count))
                : Metric.counter(
                        "media." + name.replace('_', '.'),
                        "What the media plane has counted: " + name.replace('_', ' '),
                        () -> workers.count(count));
    }
}
