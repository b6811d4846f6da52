package org.livechat.record;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;

/** The media plane's end of a burst: packets go into the ring. */
final class Tape implements BurstTape {
    static final long RUNNING = Long.MAX_VALUE;
    private static final String OPUS = "opus";

    private final int number;
    private final Recorder.Talk talk;
    private final PacketRing ring;
    private final LongAdder dropped;
    /** Those of this burst that nobody has been told of. */
    private final AtomicInteger missing = new AtomicInteger();

    private volatile FloorIndicator indicator;
    private volatile long endedNanos = RUNNING;
    private volatile @Nullable String otherCodec;

    /** @param dropped counts packets that found no room */
    Tape(int number, Recorder.Talk talk, PacketRing ring, LongAdder dropped) {
        this.number = number;
        this.talk = talk;
        this.indicator = talk.indicator();
        this.ring = ring;
        this.dropped = dropped;
    }

    int number() {
        return number;
    }

    Recorder.Talk talk() {
        return talk;
    }

    @Override
    public void packet(
            String codec, int ssrc, int sequence, int timestamp, byte[] buffer, int offset, int length, long nowNanos) {
        if (!OPUS.equalsIgnoreCase(codec)) {
            if (otherCodec == null) {
                otherCodec = codec;
            }
        } else if (!ring.offer(number, nowNanos, ssrc, sequence, timestamp, buffer, offset, length)) {
            dropped.increment();
            missing.incrementAndGet();
        }
    }

    /** How many packets found no room since this was asked last. */
    int takeMissing() {
        return missing.get() == 0 ? 0 : missing.getAndSet(0);
    }

    @Override
    public void raise(FloorIndicator now) {
        indicator = now;
    }

    /** How urgent the burst is now. */
    FloorIndicator indicator() {
        return indicator;
    }

    @Override
    public void end() {
        endedNanos = System.nanoTime();
    }

    /** Whether it ended so long ago; the clock is {@link System#nanoTime}. */
    boolean endedBefore(long nowNanos, long agoNanos) {
        long ended = endedNanos;
        return ended != RUNNING && nowNanos - ended >= agoNanos;
    }

    /** The codec of packets that were not recorded; null if there were none. */
    @Nullable
    String otherCodec() {
        return otherCodec;
    }
}
