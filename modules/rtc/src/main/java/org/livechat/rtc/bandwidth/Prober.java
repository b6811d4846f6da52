package org.livechat.rtc.bandwidth;

/**
 * Says when a few packets more should go out at a higher rate, to learn whether the link carries it.
 *
 * <p>A probe is wanted only while more is wanted than the estimate: first at three times the start, then at twice what was reached
 * as long as that gets through, then every three seconds. A probe is short and its packets small, so that it queues for some ten
 * milliseconds on a link that does not carry it. After a raise that the link took back within two seconds the pause doubles.
 *
 * <p>The sender asks {@link #bytesDue} as often as it can (each 5 ms at least), sends padding or what was sent before (RFC 4588) of that many bytes in packets
 * of {@link #packetBytes}, with the cluster's number to {@link SentPackets#sent}, and says so to {@link #sent}.
 *
 * <p>Owned by one thread.
 */
public final class Prober {
    private static final int FIRST_FACTOR = 3;
    private static final int FACTOR = 2;
    private static final double HEADROOM = 1.3;
    private static final double NEAR = 0.7;
    private static final double WORTH = 1.05;
    private static final long LENGTH_NANOS = 20_000_000;
    private static final int PACKETS = 8;
    private static final int LEAST_PACKET = 100;
    private static final int MOST_PACKET = 1200;
    private static final long PAUSE_NANOS = 3_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 12_000_000_000L;
    private static final long TAKEN_BACK_NANOS = 2_000_000_000L;
    private static final long GIVE_UP_NANOS = 1_000_000_000L;
    /** A probe that nothing is heard of is over by then, even if there is no feedback of anything else. */
    private static final long FORGET_NANOS = 2_000_000_000L;

    private final ProbeResult result = new ProbeResult();
    private int cluster;
    private boolean running;
    private boolean first = true;
    private long bitsPerSecond;
    private long began;
    private long bytesSent;
    private long bytesWanted;
    private int packetsSent;
    private long nextAllowed;
    private long pause = PAUSE_NANOS;
    private long raisedAt;
    private boolean raisePending;

    Prober() {}

    /** The number of the probe that runs, 1 to 255, or 0 if none does. */
    public int cluster() {
        return running ? cluster : 0;
    }

    /** How long the packets of the probe should be, 100 to 1200 bytes. */
    public int packetBytes() {
        return Math.clamp(bytesWanted / PACKETS, LEAST_PACKET, MOST_PACKET);
    }

    /** How many bytes of the probe should go out now; 0 if none. */
    public int bytesDue(long nowNanos) {
        if (!running || bytesSent >= bytesWanted) {
            return 0;
        }
        // One of a low rate is longer, since its packets have a least length.
        long passed = began == 0 ? 0 : Math.clamp(nowNanos - began, 0, GIVE_UP_NANOS);
        long due = bitsPerSecond * passed / (Byte.SIZE * 1_000_000_000L) + packetBytes();
        return (int) Math.max(0, Math.min(due, bytesWanted) - bytesSent);
    }

    /** A packet of the probe went out. */
    public void sent(int bytes, long nowNanos) {
        if (running) {
            began = began == 0 ? nowNanos : began;
            bytesSent += bytes;
            packetsSent++;
        }
    }

    ProbeResult result() {
        return result;
    }

    void consider(long estimate, long wanted, boolean calm, boolean lowered, long nowNanos) {
        if (raisePending) {
            judgeRaise(lowered, nowNanos);
        }
        if (running && nowNanos - nextAllowed >= FORGET_NANOS) {
            running = false;
            nextAllowed = nowNanos + pause;
        }
        if (!running && calm && wanted > estimate * WORTH && nowNanos - nextAllowed >= 0) {
            begin(Math.min(estimate * (first ? FIRST_FACTOR : FACTOR), (long) (wanted * HEADROOM)), nowNanos);
        }
    }

    private void begin(long rate, long nowNanos) {
        running = true;
        first = false;
        bitsPerSecond = rate;
        began = 0;
        bytesSent = 0;
        packetsSent = 0;
        bytesWanted = Math.max(PACKETS * LEAST_PACKET, rate * LENGTH_NANOS / (Byte.SIZE * 1_000_000_000L));
        cluster = cluster % 255 + 1;
        nextAllowed = nowNanos;
        result.expect(cluster);
    }

    /** Looks for the result of the probe that runs; bit/s that the link carries, or 0 as long as that is not known. */
    double take(long estimate, long nowNanos) {
        if (!running) {
            return 0;
        }
        boolean all = bytesSent >= bytesWanted && result.reported() >= packetsSent;
        if (!all && nowNanos - nextAllowed < GIVE_UP_NANOS) {
            return 0;
        }
        running = false;
        double rate = result.bitsPerSecond();
        boolean near = rate >= NEAR * bitsPerSecond;
        nextAllowed = near ? nowNanos : nowNanos + pause;
        if (rate > WORTH * estimate) {
            raisePending = true;
            raisedAt = nowNanos;
        }
        return rate;
    }

    private void judgeRaise(boolean lowered, long nowNanos) {
        if (lowered) {
            raisePending = false;
            pause = Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
            nextAllowed = nowNanos + pause;
        } else if (nowNanos - raisedAt > TAKEN_BACK_NANOS) {
            raisePending = false;
            pause = PAUSE_NANOS;
        }
    }

    long raisedAt() {
        return raisedAt;
    }
}
