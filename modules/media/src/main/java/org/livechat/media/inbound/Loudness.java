package org.livechat.media.inbound;

import java.util.concurrent.TimeUnit;

/**
 * How loud somebody is, from the audio levels that the sender measured (RFC 6464): quick to rise, slow to fall, so that
 * pauses between words do not count. Written by one worker, readable by any thread.
 */
public final class Loudness {
    /** The loudest, 0 dBov; a level on the wire counts down from there. */
    private static final int MOST = 127;

    /** -50 dBov: a voice, and not a room. */
    private static final int VOICE = MOST - 50;

    private static final long SPEAKING_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private volatile int decibels;
    private volatile long lastVoiceNanos;
    private volatile boolean everSpoke;

    /**
     * Notes a packet.
     *
     * @param level 0 (loudest) to 127 (silence), or a negative number when the sender does not say: it counts as a voice
     */
    public void heard(int level, long nowNanos) {
        int energy = level < 0 ? VOICE : MOST - level;
        int present = decibels;
        int smoothed = energy >= present ? (present + energy + 1) / 2 : present - Math.max(1, (present - energy) / 16);
        decibels = smoothed;
        if (smoothed >= VOICE) {
            lastVoiceNanos = nowNanos;
            everSpoke = true;
        }
    }

    /** 0 for silence to 127. */
    public int decibels() {
        return decibels;
    }

    public boolean isSpeaking(long nowNanos) {
        return everSpoke && nowNanos - lastVoiceNanos < SPEAKING_NANOS;
    }

    /** For how long nothing was said; {@link Long#MAX_VALUE} if nothing ever was. */
    public long silentNanos(long nowNanos) {
        return everSpoke ? nowNanos - lastVoiceNanos : Long.MAX_VALUE;
    }
}
