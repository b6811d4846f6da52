package org.livechat.media.history;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The latest packets that were sent to one listener in one stream, as they went out. What has to be repeated under its own number
 * has to be the same to the byte, since two packets under one index give both away (RFC 3711 9.1). Owned by one worker.
 */
public final class SentHistory {
    private static final int MOST_PACKETS = 64;
    private static final int MOST_BYTES = 16 * 1024;

    /** A voice that comes later has been made up for. */
    private static final long MOST_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ByteRing ring = new ByteRing(MOST_BYTES);
    private final long[] starts = new long[MOST_PACKETS];
    private final int[] sequences = new int[MOST_PACKETS];
    private final int[] lengths = new int[MOST_PACKETS];
    private final long[] sentNanos = new long[MOST_PACKETS];

    public SentHistory() {
        Arrays.fill(starts, ByteRing.NOWHERE);
    }

    /** Keeps a protected packet. */
    public void keep(int sequence, byte[] buffer, int offset, int length, long nowNanos) {
        int place = place(sequence);
        starts[place] = ring.put(buffer, offset, length);
        sequences[place] = sequence;
        lengths[place] = length;
        sentNanos[place] = nowNanos;
    }

    /** The length of the packet of this number, 0 if it is not there any more. */
    public int length(int sequence, long nowNanos) {
        int place = place(sequence);
        return ring.has(starts[place]) && sequences[place] == sequence && nowNanos - sentNanos[place] <= MOST_AGE_NANOS
                ? lengths[place]
                : 0;
    }

    /** Copies the packet of this number, which has to be there; returns its length. */
    public int copy(int sequence, byte[] target, int offset) {
        int place = place(sequence);
        System.arraycopy(ring.array(), ring.index(starts[place]), target, offset, lengths[place]);
        return lengths[place];
    }

    private static int place(int sequence) {
        return sequence & (MOST_PACKETS - 1);
    }
}
