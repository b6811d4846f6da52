package org.livechat.rtc.bandwidth;

/**
 * Measures a probe by how far apart its packets were sent and arrived, as libwebrtc does. Lost packets between two that arrived
 * count as carried, so that random loss does not fail a probe; a probe that lost half its packets says nothing.
 */
final class ProbeResult {
    private static final int LEAST_PACKETS = 4;
    /** Arrived that much faster than sent: the link held packets back and delivered them together. */
    private static final double MOST_RATIO = 2;

    private static final double CLEAR = 0.9;
    /** What of a rate that the link could not follow is used. */
    private static final double USABLE = 0.95;

    private int cluster;
    private int arrived;
    private int lost;
    private int lostBytes;
    private long bytes;
    private int firstBytes;
    private int lastBytes;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;

    void expect(int nextCluster) {
        cluster = nextCluster;
        arrived = 0;
        lost = 0;
        lostBytes = 0;
        bytes = 0;
    }

    void arrived(int packetCluster, int packetBytes, long sentNanos, long arrivalNanos) {
        if (packetCluster != cluster) {
            return;
        }
        if (arrived++ == 0) {
            firstBytes = packetBytes;
            firstSent = sentNanos;
            firstArrival = arrivalNanos;
            lastArrival = arrivalNanos;
            lostBytes = 0;
        }
        bytes += packetBytes + lostBytes;
        lostBytes = 0;
        lastBytes = packetBytes;
        lastSent = sentNanos;
        firstArrival = Math.min(firstArrival, arrivalNanos);
        lastArrival = Math.max(lastArrival, arrivalNanos);
    }

    void lost(int packetCluster, int packetBytes) {
        if (packetCluster == cluster) {
            lost++;
            lostBytes += packetBytes;
        }
    }

    /** How many of the probe's packets are known to have arrived or not. */
    int reported() {
        return arrived + lost;
    }

    /** The rate that got through in bit/s, or 0 if the probe says nothing. */
    double bitsPerSecond() {
        if (arrived < LEAST_PACKETS || lost > arrived || lastSent <= firstSent || lastArrival <= firstArrival) {
            return 0;
        }
        double sent = (bytes - lastBytes) * (Byte.SIZE * 1e9) / (lastSent - firstSent);
        double received = (bytes - firstBytes) * (Byte.SIZE * 1e9) / (lastArrival - firstArrival);
        if (received > MOST_RATIO * sent) {
            return 0;
        }
        return received < CLEAR * sent ? USABLE * received : Math.min(sent, received);
    }
}
