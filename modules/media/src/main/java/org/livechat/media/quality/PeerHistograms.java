package org.livechat.media.quality;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.livechat.api.media.PeerQuality;
import org.livechat.api.metrics.Histogram;
import org.livechat.api.metrics.HistogramFamily;

/** How the ways to all clients are spread: each counts once when its reports are due, about once a second. Any thread. */
public final class PeerHistograms {
    private final Histogram bitsPerSecond =
            new Histogram(50e3, 100e3, 200e3, 300e3, 500e3, 1e6, 2e6, 3e6, 5e6, 10e6, 20e6, 50e6);
    private final Histogram loss = new Histogram(0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5);
    private final Histogram roundTrip = new Histogram(0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2);
    private final Histogram queue = new Histogram(0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2);
    private final List<HistogramFamily> families = List.of(
            HistogramFamily.of(
                    "media.peer.estimate.bits.per.second",
                    "What ways to clients are estimated to take, once a second of each that tells",
                    bitsPerSecond),
            HistogramFamily.of(
                    "media.peer.loss.ratio",
                    "Share of packets lost on ways to clients, once a second of each that reports",
                    loss),
            HistogramFamily.of(
                    "media.peer.round.trip.seconds",
                    "Round trips to clients, once a second of each that reports",
                    roundTrip),
            HistogramFamily.of(
                    "media.peer.queue.seconds",
                    "How long packets stand in queues on ways to clients, once a second of each that tells",
                    queue));

    public PeerHistograms() {}

    /** All of them. */
    public List<HistogramFamily> families() {
        return families;
    }

    void count(PeerQuality quality) {
        quality.bitsPerSecond().ifPresent(bitsPerSecond::record);
        quality.loss().ifPresent(loss::record);
        quality.roundTrip().ifPresent(time -> roundTrip.record(seconds(time)));
        quality.queue().ifPresent(time -> queue.record(seconds(time)));
    }

    private static double seconds(Duration time) {
        return (double) time.toNanos() / TimeUnit.SECONDS.toNanos(1);
    }
}
