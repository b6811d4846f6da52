package org.livechat.media.history;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.media.inbound.InboundPacket;

/** The latest packets of one inbound stream, decrypted, by the sender's numbers. Owned by one worker; used again and again. */
final class PacketHistory {
    /** More than two seconds of a picture of 1.5 Mbit/s. */
    static final int MOST_BYTES = 384 * 1024;

    static final int MOST_PACKETS = 512;

    /** What is older comes too late for any listener, which waits for half of it at most. */
    static final long MOST_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ByteRing ring = new ByteRing(MOST_BYTES);
    private final InboundPacket[] packets = new InboundPacket[MOST_PACKETS];
    private final long[] starts = new long[MOST_PACKETS];
    private final long[] cameNanos = new long[MOST_PACKETS];
    private long lastNanos;

    PacketHistory() {
        Arrays.setAll(packets, index -> new InboundPacket());
        clear();
    }

    /** Forgets all packets, and whose they were: what waits for another stream would keep clients that have gone. */
    void clear() {
        Arrays.fill(starts, ByteRing.NOWHERE);
        for (InboundPacket packet : packets) {
            packet.forget();
        }
    }

    void keep(InboundPacket packet, long nowNanos) {
        int place = place(packet.sequence());
        long start = ring.put(packet.buffer(), packet.payloadOffset(), packet.payloadLength());
        starts[place] = start;
        cameNanos[place] = nowNanos;
        lastNanos = nowNanos;
        if (start != ByteRing.NOWHERE) {
            packets[place].copyOf(packet, ring.array(), ring.index(start));
        }
    }

    /** The packet of this number, which is not to be changed; null if it is not there any more. */
    @Nullable
    InboundPacket find(int sequence, long nowNanos) {
        int place = place(sequence);
        InboundPacket packet = packets[place];
        return ring.has(starts[place]) && packet.sequence() == sequence && nowNanos - cameNanos[place] <= MOST_AGE_NANOS
                ? packet
                : null;
    }

    /** When a packet came last. */
    long lastNanos() {
        return lastNanos;
    }

    private static int place(int sequence) {
        return sequence & (MOST_PACKETS - 1);
    }
}
