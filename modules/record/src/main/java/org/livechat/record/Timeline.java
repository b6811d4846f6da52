package org.livechat.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Puts the packets of one burst in order and silence where none came, by their RTP timestamps, so that what is written has no gaps. No
 * clock, no file; one thread.
 */
final class Timeline {
    /** Where packets go, each right behind the one before. */
    interface Sink {
        void write(byte[] bytes, int offset, int length, int samples) throws IOException;
    }

    /** How long the first one is held, so that those that it has overtaken go before it. */
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What lies further before the first one is no part of it. */
    private static final long MOST_BEFORE = OpusPacket.RATE / 5;

    /** How long a missing packet is waited for: those that were sent again come within this. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** The most packets that wait for one that is missing. */
    static final int MOST_WAITING = 64;

    /**
     * A timestamp further off than this is no pause, but another beginning; so is one that has run ahead of the clock by as much, or stayed
     * behind it: then the talker's stood still in a pause, since no packet is on its way for so long.
     */
    private static final long MOST_OFF = 2L * OpusPacket.RATE;

    private static final class Waiting {
        private final long position;
        private final int samples;
        private final long arrivedNanos;
        private final byte[] bytes;

        Waiting(long position, int samples, long arrivedNanos, byte[] bytes) {
            this.position = position;
            this.samples = samples;
            this.arrivedNanos = arrivedNanos;
            this.bytes = bytes;
        }
    }

    private final Sink sink;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean begun;
    private boolean written;
    private long begunNanos;
    private int ssrc;
    private int latestTimestamp;
    private long latestPosition;
    private long latestNanos;
    /** Where what is written ends. */
    private long behind;

    private long late;

    Timeline(Sink sink) {
        this.sink = sink;
    }

    /** Takes a packet, and writes what can be written then. */
    void packet(long arrivedNanos, int itsSsrc, int timestamp, byte[] from, int at, int length) throws IOException {
        int samples = OpusPacket.samples(from, at, length);
        if (samples == 0) {
            return;
        }
        long position = position(arrivedNanos, itsSsrc, timestamp);
        if (position < (written ? behind - OpusPacket.SHORTEST / 2 : -MOST_BEFORE)) {
            late++;
        } else if (written && waiting.isEmpty() && isInTurn(position)) {
            write(position, samples, from, at, length);
        } else if (insert(position, samples, arrivedNanos, from, at, length)) {
            release(arrivedNanos);
        } else {
            late++;
        }
    }

    private long position(long arrivedNanos, int itsSsrc, int timestamp) {
        if (!begun) {
            begun = true;
            begunNanos = arrivedNanos;
            follow(0, timestamp, itsSsrc, arrivedNanos);
            return 0;
        }
        int step = timestamp - latestTimestamp;
        long passed = samples(arrivedNanos - latestNanos);
        long sinceBegun = samples(arrivedNanos - begunNanos);
        if (itsSsrc != ssrc
                || step < -MOST_OFF
                || step > passed + MOST_OFF
                || latestPosition + step > sinceBegun + MOST_OFF
                || (step > 0 && latestPosition + step < sinceBegun - MOST_OFF)) {
            long free = waiting.isEmpty() ? behind : end(waiting.getLast());
            follow(Math.max(Math.min(latestPosition + passed, sinceBegun), free), timestamp, itsSsrc, arrivedNanos);
            return latestPosition;
        }
        long position = latestPosition + step;
        if (step > 0) {
            follow(position, timestamp, itsSsrc, arrivedNanos);
        }
        return position;
    }

    private void follow(long position, int timestamp, int itsSsrc, long arrivedNanos) {
        latestPosition = position;
        latestTimestamp = timestamp;
        ssrc = itsSsrc;
        latestNanos = arrivedNanos;
    }

    private static long samples(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) * OpusPacket.RATE / 1_000_000;
    }

    private static long end(Waiting packet) {
        return packet.position + packet.samples;
    }

    private boolean insert(long position, int samples, long arrivedNanos, byte[] from, int at, int length) {
        int place = waiting.size();
        while (place > 0 && waiting.get(place - 1).position >= position) {
            place--;
        }
        if (place < waiting.size() && waiting.get(place).position == position) {
            return false;
        }
        waiting.add(place, new Waiting(position, samples, arrivedNanos, Arrays.copyOfRange(from, at, at + length)));
        return true;
    }

    /** Writes what waits for nothing any more. */
    void release(long nowNanos) throws IOException {
        while (!waiting.isEmpty()) {
            Waiting first = waiting.getFirst();
            boolean isTime = written
                    ? isInTurn(first.position) || nowNanos - first.arrivedNanos >= PATIENCE_NANOS
                    : nowNanos - begunNanos >= FIRST_NANOS;
            if (!isTime && waiting.size() <= MOST_WAITING) {
                return;
            }
            writeFirst();
        }
    }

    private boolean isInTurn(long position) {
        return position - behind < OpusPacket.SHORTEST;
    }

    /** Writes all that waits. */
    void end() throws IOException {
        while (!waiting.isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() throws IOException {
        Waiting first = waiting.removeFirst();
        write(first.position, first.samples, first.bytes, 0, first.bytes.length);
    }

    private void write(long position, int samples, byte[] from, int at, int length) throws IOException {
        if (!written) {
            written = true;
            behind = position;
        }
        while (position - behind >= OpusPacket.SHORTEST) {
            byte[] silence = OpusPacket.silence(position - behind);
            int silent = OpusPacket.samples(silence, 0, silence.length);
            sink.write(silence, 0, silence.length, silent);
            behind += silent;
        }
        sink.write(from, at, length, samples);
        behind += samples;
    }

    /** Packets that came when something was written in their place already, or twice. */
    long late() {
        return late;
    }
}
