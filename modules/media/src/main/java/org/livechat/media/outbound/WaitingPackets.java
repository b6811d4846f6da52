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

    private @Nullable Stream[] streams = {};
    private int[] sequences = {};
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == MOST;
    }

    /** Has a packet wait behind the others; false if its history does not keep it, so that it cannot. */
    boolean add(InboundPacket packet, Histories histories, long nowNanos) {
        if (histories.find(packet.stream(), packet.sequence(), nowNanos) == null) {
            return false;
        }
        if (streams.length == 0) {
            streams = new Stream[MOST];
            sequences = new int[MOST];
        }
        int at = (first + size) % MOST;
        streams[at] = packet.stream();
        sequences[at] = packet.sequence();
        size++;
        return true;
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
