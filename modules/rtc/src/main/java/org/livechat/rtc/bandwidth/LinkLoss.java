package org.livechat.rtc.bandwidth;

/**
 * Tells loss that comes with too high a rate from loss that is there at any rate.
 *
 * <p>Loss a radio link has by itself does not change with the rate; a full queue or a policer passes a fixed rate and loses the
 * rest, so its loss falls when the rate falls. When much is lost for no known cause the rate is therefore lowered once, by a
 * third, and the next window decides: loss that did not fall at least half way to what a full link would show is the link's own
 * ({@link #own}), and is ignored from then on. Loss between 2 and 10 % above the link's own stops growth, and is slowly taken for
 * the link's own while it lasts. (libwebrtc's loss based estimator of 2023 fits the same model to its last observations; this is
 * its question asked as an experiment.)
 */
final class LinkLoss {
    enum Verdict {
        GROW,
        HOLD,
        /** Go to {@link #target}. */
        LOWER
    }

    private static final double FEW = 0.02;
    private static final double MANY = 0.1;
    private static final double EXPERIMENT = 0.7;
    /** Rates closer than that say nothing of how loss depends on the rate. */
    private static final double COMPARABLE = 0.9;

    private static final int MOST_WAITS = 3;
    private static final double MOST_OWN = 0.5;
    private static final double LEARNING = 0.1;
    private static final double KEEP_BELOW = 0.95;
    private static final long WINDOW_NANOS = 500_000_000;
    private static final long LONGEST_WINDOW_NANOS = 2_000_000_000L;
    /** So long after the rate was lowered, feedback still tells of packets sent before. */
    private static final long STALE_NANOS = 300_000_000;

    private static final int ENOUGH = 50;
    private static final int LEAST = 20;

    private int arrived;
    private int lost;
    private long bytes;
    private long windowStart;
    private boolean started;
    private Verdict verdict = Verdict.GROW;
    private double target;
    private double share;
    private double own;
    /** What an experiment has shown of {@link #own}; the rest was taken for granted, and is little. */
    private double proven;

    private boolean testing;
    private int waits;
    private double testShare;
    private double testRate;

    void arrived(int packetBytes) {
        arrived++;
        bytes += packetBytes;
    }

    void lost(int packets, int itsBytes) {
        lost += packets;
        bytes += itsBytes;
    }

    /** A packet that counted as lost has come after all. */
    void cameLate() {
        lost = Math.max(0, lost - 1);
        arrived++;
    }

    /** Share of packets lost, 0 to 1, smoothed over about a second. */
    double share() {
        return share;
    }

    /** Share that the link loses at any rate, 0 to 0.5. */
    double own() {
        return own;
    }

    /** Whether nothing speaks against growth, and no experiment runs that it would spoil. */
    boolean letsGrow() {
        return verdict == Verdict.GROW && !testing;
    }

    /** Where {@link Verdict#LOWER} wants the rate, in bit/s. */
    double target() {
        return target;
    }

    /**
     * Judges, if a window is full; else says again what holds, but never twice to lower.
     *
     * @param limited whether what is sent is far below the estimate, so that lowering that would show nothing
     * @param queueStands whether delay says that the link is full, which explains loss by itself
     */
    Verdict judge(boolean limited, boolean queueStands, long roundTrip, long nowNanos) {
        if (!started || nowNanos - windowStart < 0) {
            windowStart = started ? windowStart : nowNanos;
            started = true;
            clear();
            verdict = verdict == Verdict.LOWER ? Verdict.HOLD : verdict;
            return verdict;
        }
        int packets = arrived + lost;
        long passed = nowNanos - windowStart;
        // Of a thin stream a window takes longer: else what was said last would hold for ever.
        boolean full =
                (packets >= ENOUGH && passed >= WINDOW_NANOS) || (packets >= LEAST && passed >= LONGEST_WINDOW_NANOS);
        if (!full) {
            verdict = verdict == Verdict.LOWER ? Verdict.HOLD : verdict;
            return verdict;
        }
        double loss = (double) lost / packets;
        double sent = bytes * (Byte.SIZE * 1e9) / Math.max(1, passed);
        clear();
        windowStart = nowNanos;
        share += (loss - share) / 2;
        verdict = judgeWindow(loss, packets, sent, limited, queueStands);
        windowStart += verdict == Verdict.LOWER ? roundTrip + STALE_NANOS : 0;
        return verdict;
    }

    private void clear() {
        arrived = 0;
        lost = 0;
        bytes = 0;
    }

    private Verdict judgeWindow(double loss, int packets, double sent, boolean limited, boolean queueStands) {
        double noise = 2 * Math.sqrt(Math.max(loss, FEW) * (1 - Math.min(loss, 1 - FEW)) / packets);
        if (testing && !queueStands) {
            return judgeTest(loss, sent);
        }
        testing = false;
        double excess = loss - own;
        if (excess < 0) {
            own = loss + noise < own ? loss : own + LEARNING * excess;
            proven = Math.min(proven, own);
            return Verdict.GROW;
        }
        if (queueStands) {
            return excess < FEW + noise ? Verdict.GROW : Verdict.HOLD;
        }
        if (excess > MANY + noise / 2 && !limited) {
            testing = true;
            waits = 0;
            testShare = loss;
            testRate = sent;
            target = EXPERIMENT * sent;
            return Verdict.LOWER;
        }
        own = Math.min(Math.min(MOST_OWN, proven + MANY), own + LEARNING * excess);
        return excess < FEW + noise ? Verdict.GROW : Verdict.HOLD;
    }

    private Verdict judgeTest(double loss, double sent) {
        if (sent > COMPARABLE * testRate) {
            testing = ++waits < MOST_WAITS;
            return Verdict.HOLD;
        }
        testing = false;
        double ifFull = sent == 0 ? own : Math.max(own, 1 - (1 - testShare) * testRate / sent);
        if (loss >= (testShare + ifFull) / 2) {
            own = Math.min(MOST_OWN, (loss + testShare) / 2);
            proven = own;
            return Verdict.GROW;
        }
        target = KEEP_BELOW * testRate * (1 - testShare) / (1 - own);
        return Verdict.LOWER;
    }
}
