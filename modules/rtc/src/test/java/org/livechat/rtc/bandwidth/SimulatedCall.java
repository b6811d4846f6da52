package org.livechat.rtc.bandwidth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.livechat.rtc.rtp.RtcpReader;

/** A server that sends voice and video over a {@link SimulatedLink}, and a receiver that answers with feedback. */
final class SimulatedCall {
    private record Feedback(long dueNanos, RtcpReader packet) {}

    /** What was seen at a moment. */
    record Sample(double seconds, long estimate, long queueMillis, double loss, double wanted) {}

    private static final long MILLI = 1_000_000;
    private static final int VOICE_BYTES = 100;
    private static final int FRAME_MILLIS = 33;
    private static final int PACKET_BYTES = 1200;
    private static final double VOICE_BITS = 40_000;

    final SentPackets packets = new SentPackets();
    final ReceiverEstimate estimate = new ReceiverEstimate(packets);
    final SimulatedLink link;
    final List<Sample> samples = new ArrayList<>();
    /** What the receiver's pictures would take at most, bit/s. */
    SimulatedLink.Rate wanted = seconds -> 1.5e6;
    /** Rates of the layers to choose from, lowest first; none means any rate. */
    double[] layers = {};

    double feedbackLoss;
    long feedbackDelayNanos = 25 * MILLI;
    long feedbackEveryMillis = 100;
    int probes;

    private final Pacer pacer = new Pacer();
    private final Random random;
    private final ArrayDeque<Integer> video = new ArrayDeque<>();
    private final TreeMap<Long, Long> arrivals = new TreeMap<>();
    private final ArrayDeque<Feedback> underway = new ArrayDeque<>();
    private long queuedVideo;
    private long sentCount;
    private long nextReported;
    private int number;
    private long longestQueue;
    private long millis;
    private int lastCluster;

    SimulatedCall(long seed) {
        link = new SimulatedLink(seed);
        random = new Random(seed + 1);
    }

    void run(double seconds) {
        for (long end = millis + (long) (seconds * 1000); millis < end; millis++) {
            step(millis * MILLI);
        }
    }

    private void step(long now) {
        if (millis % 20 == 0) {
            send(VOICE_BYTES, now, 0);
        }
        if (millis % FRAME_MILLIS == 0) {
            frame(now);
        }
        pacer.estimate(estimate.bitsPerSecond());
        while (!video.isEmpty() && pacer.bytesNow(now) > 0) {
            queuedVideo -= video.peek();
            send(video.poll(), now, 0);
        }
        probe(now);
        link.run(now, MILLI, this::arrived);
        if (millis % feedbackEveryMillis == 0) {
            report(now);
        }
        while (!underway.isEmpty() && underway.peek().dueNanos <= now) {
            estimate.feedback(underway.poll().packet, now);
        }
        if (millis % 50 == 0) {
            estimate.onTime((long) (wanted.bitsPerSecond(now / 1e9) + VOICE_BITS), now);
            samples.add(new Sample(
                    now / 1e9,
                    estimate.bitsPerSecond(),
                    longestQueue / MILLI,
                    estimate.lossOfLink(),
                    wanted.bitsPerSecond(now / 1e9)));
            longestQueue = 0;
        }
    }

    private void frame(long now) {
        double available = Math.min(estimate.bitsPerSecond() - VOICE_BITS, wanted.bitsPerSecond(now / 1e9));
        double bits = layers.length == 0 ? available : 0;
        for (double layer : layers) {
            bits = layer <= available ? layer : bits;
        }
        // frames differ in size, as an encoder's do
        int bytes = (int) (Math.max(0, bits) * FRAME_MILLIS / 8000 * (0.7 + 0.6 * random.nextDouble()));
        if (queuedVideo * 8.0 > estimate.bitsPerSecond()) {
            return;
        }
        while (bytes > 0) {
            int part = Math.min(bytes, PACKET_BYTES);
            video.add(Math.max(part, 60));
            queuedVideo += Math.max(part, 60);
            bytes -= part;
        }
    }

    private void probe(long now) {
        Prober prober = estimate.prober();
        if (prober.cluster() != lastCluster && prober.cluster() != 0) {
            probes++;
        }
        lastCluster = prober.cluster();
        while (prober.bytesDue(now) > 0) {
            int bytes = prober.packetBytes();
            send(bytes, now, prober.cluster());
            prober.sent(bytes, now);
        }
    }

    private void send(int bytes, long now, int cluster) {
        int sequence = packets.next();
        packets.sent(sequence, bytes, now, cluster);
        pacer.sent(bytes, now);
        link.enter((int) sentCount++, bytes, now);
    }

    private void arrived(int sequence, long nanos, long queuedNanos) {
        arrivals.put((long) sequence, nanos);
        longestQueue = Math.max(longestQueue, queuedNanos);
    }

    private void report(long now) {
        var ready = new TreeMap<Long, Long>();
        arrivals.forEach((sequence, nanos) -> {
            if (nanos <= now) {
                ready.put(sequence, nanos);
            }
        });
        if (ready.isEmpty()) {
            return;
        }
        arrivals.keySet().removeAll(ready.keySet());
        long first = Math.min(nextReported, ready.firstKey());
        nextReported = ready.lastKey() + 1;
        if (random.nextDouble() >= feedbackLoss) {
            byte[] packet = FeedbackPacket.write(first, ready, number++ & 0xff);
            var reader = new RtcpReader().wrap(packet, 0, packet.length);
            reader.next();
            underway.add(new Feedback(now + feedbackDelayNanos, reader));
        }
    }

    double mean(double from, double to) {
        return in(from, to).mapToLong(Sample::estimate).average().orElseThrow();
    }

    long least(double from, double to) {
        return in(from, to).mapToLong(Sample::estimate).min().orElseThrow();
    }

    long longestQueueMillis(double from, double to) {
        return in(from, to).mapToLong(Sample::queueMillis).max().orElseThrow();
    }

    /** Standard deviation over mean. */
    double relativeDeviation(double from, double to) {
        double mean = mean(from, to);
        double variance = in(from, to)
                .mapToDouble(sample -> (sample.estimate - mean) * (sample.estimate - mean))
                .average()
                .orElseThrow();
        return Math.sqrt(variance) / mean;
    }

    /** When the estimate first reached that, after a time; infinity if never. */
    double reached(double bits, double after) {
        return samples.stream()
                .filter(sample -> sample.seconds >= after && sample.estimate >= bits)
                .mapToDouble(Sample::seconds)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Stream<Sample> in(double from, double to) {
        return samples.stream().filter(sample -> sample.seconds >= from && sample.seconds < to);
    }
}
