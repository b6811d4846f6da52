package org.livechat.rtc.bandwidth;

/**
 * How many bytes of video may go to one receiver now, so that a keyframe does not fill the queue before the voice.
 *
 * <p>A bucket that leaks at 2.5 times the estimate (libwebrtc's pacing factor). All that is sent goes in, voice too; but voice
 * never waits. The caller keeps the queue. Owned by one thread.
 */
public final class Pacer {
    private static final double FACTOR = 2.5;
    private static final double BITS_A_BYTE_SECOND = Byte.SIZE * 1e9;
    /**
     * What may go at once: a packet or two at a low rate, what leaks in 20 ms at a high one. Frames but keyframes go at once then, in
     * one piece for the system, and fill the way's queue by 50 ms at most.
     */
    private static final double LEAST_BURST_BYTES = 1500;

    private static final double BURST_NANOS = 20_000_000;
    /** Voice cannot hold video up for longer than that. */
    private static final double MOST_LEVEL_NANOS = 500_000_000;

    private double bytesANano;
    private double level;
    private long updated;
    private boolean started;

    /** A pacer for the estimate's first value. */
    public Pacer() {
        estimate(RateControl.START);
    }

    /** Sets the estimate, in bit/s; one below 30 kbit/s counts as that. */
    public void estimate(long bitsPerSecond) {
        bytesANano = FACTOR * Math.clamp(bitsPerSecond, RateControl.LEAST, RateControl.MOST) / BITS_A_BYTE_SECOND;
    }

    /** How many bytes of video may go now. A packet may go if it is more than 0, even one that is longer. */
    public int bytesNow(long nowNanos) {
        leak(nowNanos);
        return (int) Math.max(0, Math.ceil(burst() - level));
    }

    /** Notes that a packet of any kind went out, in bytes of UDP payload. */
    public void sent(int bytes, long nowNanos) {
        leak(nowNanos);
        level = Math.min(level + Math.max(0, bytes), burst() + MOST_LEVEL_NANOS * bytesANano);
    }

    /** When {@link #bytesNow} is more than 0 again; now if it is already. */
    public long nextNanos(long nowNanos) {
        leak(nowNanos);
        double excess = level - burst();
        return excess < 0 ? nowNanos : nowNanos + (long) (excess / bytesANano) + 1;
    }

    private double burst() {
        return Math.max(LEAST_BURST_BYTES, BURST_NANOS * bytesANano);
    }

    private void leak(long nowNanos) {
        if (started && nowNanos - updated > 0) {
            level = Math.max(0, level - (nowNanos - updated) * bytesANano);
        }
        updated = started ? Math.max(updated, nowNanos) : nowNanos;
        started = true;
    }
}
