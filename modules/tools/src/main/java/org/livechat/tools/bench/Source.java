package org.livechat.tools.bench;

import java.util.function.IntSupplier;
import org.livechat.client.SendingTrack;

/** One stream that is sent: numbers and stamps its packets, and knows which of them are measured. */
final class Source {
    /** RTP ticks a second. */
    private static final int AUDIO_CLOCK = 48_000;

    private static final int VIDEO_CLOCK = 90_000;
    private static final int LEVEL = 30;

    /** RFC 7741 4.2: S, the start of partition 0. The next byte's lowest bit is clear in a keyframe. */
    private static final byte VP8_START = 0x10;

    /** RFC 6716 3.1: SILK and CELT, 20 ms, one frame. */
    private static final byte OPUS_20_MS = 0x78;

    private final int id;
    private final boolean video;
    private final IntSupplier listeners;
    private final SendingTrack track;
    private final byte[] payload;
    private volatile long from = Long.MAX_VALUE;
    private volatile long to = Long.MAX_VALUE;
    private volatile boolean paused;
    private long next;
    private long frames;
    private long failures;

    /** @param listeners how many receive it */
    Source(int id, boolean video, int payloadBytes, SendingTrack track, IntSupplier listeners) {
        this.id = id;
        this.video = video;
        this.track = track;
        this.payload = new byte[payloadBytes];
        this.listeners = listeners;
    }

    int id() {
        return id;
    }

    boolean isVideo() {
        return video;
    }

    int listeners() {
        return listeners.getAsInt();
    }

    int payloadBytes() {
        return payload.length;
    }

    /** Sends nothing for a while: nobody would hear it. */
    void pause(boolean nothing) {
        paused = nothing;
    }

    /** Sends a frame of so many packets, one behind the other. */
    void sendFrame(int packets, double framesPerSecond) {
        if (paused) {
            return;
        }
        int ticks = (int) (long) (frames++ * (video ? VIDEO_CLOCK : AUDIO_CLOCK) / framesPerSecond);
        for (int i = 0; i < packets; i++) {
            payload[0] = video ? i == 0 ? VP8_START : 0 : OPUS_20_MS;
            Stamp.write(payload, id, next, System.nanoTime());
            next++;
            if (!track.send(video && i == packets - 1, ticks, LEVEL, payload)) {
                failures++;
            }
        }
    }

    /** From the next packet on it is measured. */
    void measure() {
        to = Long.MAX_VALUE;
        from = next;
        failures = 0;
    }

    /** From the next packet on it is not measured any more. */
    void measured() {
        to = next;
    }

    boolean isMeasured(long number) {
        return number >= from && number < to;
    }

    long measuredPackets() {
        return Math.min(next, to) - Math.min(next, from);
    }

    /** Packets of the measured ones that did not leave this process. */
    long failures() {
        return failures;
    }
}
