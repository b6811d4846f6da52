package org.livechat.media.downlink;

import java.util.concurrent.TimeUnit;

/**
 * Says when pictures have to stop so that the voice gets through: when for a while more has been sent than the way takes, and the
 * packets stand in a queue or most of them are lost. After a pause they are tried again; each pause that follows another soon is
 * twice as long. Loss alone is no reason, as long as packets are not late: it is repaired.
 *
 * <p>Has no clock. Owned by one worker.
 */
final class PictureBreaker {
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** So long without a pause, and the next one is short again. */
    static final long RECOVERED_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final double TOO_MUCH = 1.2;
    private static final long STANDING_QUEUE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    private static final double MOST_LOST = 0.45;

    private boolean congested;
    private long congestedNanos;
    private boolean paused;
    private long resumeNanos;
    private long pauseNanos = SHORTEST_PAUSE_NANOS;

    /**
     * Takes what is known of the way.
     *
     * @param sentBitsPerSecond what was sent lately
     * @param takenBitsPerSecond what the way is estimated to take
     * @param queueNanos how long packets stand in its queue
     * @param lost share of packets that were lost on it, 0 to 1
     * @return whether pictures stop now
     */
    boolean update(long sentBitsPerSecond, long takenBitsPerSecond, long queueNanos, double lost, long nowNanos) {
        boolean tooMuch = sentBitsPerSecond > TOO_MUCH * takenBitsPerSecond
                && (queueNanos > STANDING_QUEUE_NANOS || lost > MOST_LOST);
        if (paused || !tooMuch) {
            congested = false;
            return false;
        }
        if (!congested) {
            congested = true;
            congestedNanos = nowNanos;
        }
        if (nowNanos - congestedNanos < PATIENCE_NANOS) {
            return false;
        }
        pause(nowNanos);
        return true;
    }

    private void pause(long nowNanos) {
        boolean again = resumeNanos != 0 && nowNanos - resumeNanos < RECOVERED_NANOS;
        pauseNanos = again ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : SHORTEST_PAUSE_NANOS;
        paused = true;
        congested = false;
        resumeNanos = nowNanos + pauseNanos;
    }

    /** Whether pictures are held back. */
    boolean isPaused(long nowNanos) {
        if (paused && nowNanos - resumeNanos >= 0) {
            paused = false;
        }
        return paused;
    }
}
