package org.livechat.media.outbound;

import org.jspecify.annotations.Nullable;
import org.livechat.media.history.Histories;
import org.livechat.media.inbound.InboundPacket;
import org.livechat.media.inbound.Stream;

/**
 * Packets of a picture that wait for their turn, in their order. Only their numbers are held: they themselves lie in the history of
 * their stream. Owned by one worker.
 */
final class WaitingPackets {
    /** As many as a keyframe has at most; a picture that needs more is not spread. */
    static final int MOST = 256;

    private final @Nullable Stream[] streams = new Stream[MOST];
    private final int[] sequences = new int[MOST];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == MOST;
    }

    void add(Stream stream, int sequence) {
        int at = (first + size) % MOST;
        streams[at] = stream;
        sequences[at] = sequence;
        size++;
    }

    /** Takes the next one out; null if its history has lost it. */
    @Nullable
    InboundPacket take(Histories histories, long nowNanos) {
        Stream stream = streams[first];
        int sequence = sequences[first];
        streams[first] = null;
        first = (first + 1) % MOST;
        size--;
        return stream == null ? null : histories.find(stream, sequence, nowNanos);
    }

    void clear() {
        while (size > 0) {
            streams[first] = null;
            first = (first + 1) % MOST;
            size--;
        }
    }
}
