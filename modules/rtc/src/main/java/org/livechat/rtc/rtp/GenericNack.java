package org.livechat.rtc.rtp;

import java.util.function.IntConsumer;

/** Reads a generic NACK that an {@link RtcpReader} stands on (RFC 4585 6.2.1); the source is its media SSRC. */
public final class GenericNack {
    static final int START = 12;
    static final int ENTRY_LENGTH = 4;
    static final int MASK_BITS = 16;

    private GenericNack() {}

    /** Whether the packet is a generic NACK. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.TRANSPORT_FEEDBACK
                && reader.count() == RtcpType.GENERIC_NACK
                && reader.length() >= START;
    }

    /** How many entries of up to 17 packets each there are. */
    public static int count(RtcpReader reader) {
        return (reader.length() - START) / ENTRY_LENGTH;
    }

    /** The first lost sequence number of entry {@code index} (from 0). */
    public static int packetId(RtcpReader reader, int index) {
        return reader.int16(START + index * ENTRY_LENGTH);
    }

    /** Bit n (from 0) says that the packet n + 1 after {@link #packetId} is lost too. */
    public static int bitmask(RtcpReader reader, int index) {
        return reader.int16(START + index * ENTRY_LENGTH + 2);
    }

    /**
     * Gives each lost sequence number, at most that many: a datagram of 1400 bytes can ask for 5900 packets.
     *
     * @return how many were given
     */
    public static int forEachLost(RtcpReader reader, int most, IntConsumer lost) {
        int given = 0;
        for (int entry = 0; entry < count(reader); entry++) {
            int packetId = packetId(reader, entry);
            int mask = bitmask(reader, entry) << 1 | 1;
            for (int bit = 0; bit <= 16; bit++) {
                if (((mask >>> bit) & 1) == 0) {
                    continue;
                }
                if (given == most) {
                    return given;
                }
                lost.accept((packetId + bit) & 0xffff);
                given++;
            }
        }
        return given;
    }
}
