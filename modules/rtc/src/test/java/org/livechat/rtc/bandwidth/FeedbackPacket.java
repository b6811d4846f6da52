package org.livechat.rtc.bandwidth;

import java.util.Arrays;
import java.util.SortedMap;
import org.livechat.rtc.bytes.BigEndian;
import org.livechat.rtc.rtp.RtcpType;

/** Writes transport-wide feedback as a receiver does: 7 statuses a chunk, deltas of one or two bytes. */
final class FeedbackPacket {
    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_TICKS = 256;

    private FeedbackPacket() {}

    /** Feedback on what arrived (unwrapped sequence to nanoseconds), from that sequence on. */
    static byte[] write(long firstSequence, SortedMap<Long, Long> arrivals, int number) {
        int count = (int) (arrivals.lastKey() - firstSequence + 1);
        byte[] packet = new byte[20 + (count + 6) / 7 * 2 + 2 * count + 4];
        long ticks = arrivals.get(arrivals.firstKey()) / TICK_NANOS;
        long reference = ticks / REFERENCE_TICKS;
        ticks = reference * REFERENCE_TICKS;
        int delta = 20 + (count + 6) / 7 * 2;
        for (int i = 0; i < (count + 6) / 7 * 7; i++) {
            int chunk = 20 + i / 7 * 2;
            if (i % 7 == 0) {
                BigEndian.write16(packet, chunk, 0xc000);
            }
            Long arrival = arrivals.get(firstSequence + i);
            if (i >= count || arrival == null) {
                continue;
            }
            int step = (int) (arrival / TICK_NANOS - ticks);
            ticks += step;
            boolean small = step >= 0 && step < 256;
            BigEndian.write16(packet, chunk, BigEndian.read16(packet, chunk) | (small ? 1 : 2) << (12 - 2 * (i % 7)));
            if (small) {
                BigEndian.write8(packet, delta, step);
            } else {
                BigEndian.write16(packet, delta, step);
            }
            delta += small ? 1 : 2;
        }
        int length = (delta + 3) / 4 * 4;
        BigEndian.write8(packet, 0, 0x80 | RtcpType.TRANSPORT_WIDE);
        BigEndian.write8(packet, 1, RtcpType.TRANSPORT_FEEDBACK);
        BigEndian.write16(packet, 2, length / 4 - 1);
        BigEndian.write16(packet, 12, (int) firstSequence);
        BigEndian.write16(packet, 14, count);
        BigEndian.write24(packet, 16, (int) reference);
        BigEndian.write8(packet, 19, number);
        return Arrays.copyOf(packet, length);
    }
}
