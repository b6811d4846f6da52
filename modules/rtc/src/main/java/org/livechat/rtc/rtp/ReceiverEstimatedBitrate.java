package org.livechat.rtc.rtp;

/** Reads a REMB that an {@link RtcpReader} stands on (draft-alvestrand-rmcat-remb-03). */
public final class ReceiverEstimatedBitrate {
    static final int IDENTIFIER = 0x52454d42;
    static final int START = 20;

    private static final int MANTISSA_BITS = 18;

    private ReceiverEstimatedBitrate() {}

    /** Whether the packet is a REMB that holds all the sources it declares. */
    public static boolean isPresent(RtcpReader reader) {
        return reader.type() == RtcpType.PAYLOAD_FEEDBACK
                && reader.count() == RtcpType.ALFB
                && reader.length() >= START
                && reader.int32(12) == IDENTIFIER
                && START + 4 * ssrcCount(reader) <= reader.length();
    }

    /** The estimate in bit/s; one that a long cannot hold is given as the greatest long. Any value may be forged. */
    public static long bitsPerSecond(RtcpReader reader) {
        int field = reader.int24(17);
        int exponent = field >>> MANTISSA_BITS;
        long mantissa = field & ((1 << MANTISSA_BITS) - 1);
        if (mantissa == 0) {
            return 0;
        }
        return exponent < Long.numberOfLeadingZeros(mantissa) ? mantissa << exponent : Long.MAX_VALUE;
    }

    /** How many sources the estimate is for, 0 to 255. */
    public static int ssrcCount(RtcpReader reader) {
        return reader.int8(16);
    }

    /** Source {@code index} (from 0). */
    public static int ssrc(RtcpReader reader, int index) {
        return reader.int32(START + 4 * index);
    }
}
