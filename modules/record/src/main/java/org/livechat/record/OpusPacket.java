package org.livechat.record;

/** What the first bytes of an Opus packet say (RFC 6716 3.1). */
final class OpusPacket {
    /** Samples a second that positions are counted in, whatever was encoded (RFC 7845 4). */
    static final int RATE = 48_000;

    /** No packet is longer, 120 ms (RFC 6716 3.2.5 R5). */
    static final int LONGEST = RATE / 1000 * 120;

    /** The shortest frame, 2.5 ms. */
    static final int SHORTEST = RATE / 400;

    private static final int CELT_FULL_BAND = 28;
    private static final int[] SILK_MILLIS = {10, 20, 40, 60};

    private OpusPacket() {}

    /** How many samples it holds; 0 if it is none. */
    static int samples(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int frames = switch (bytes[offset] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? 0 : bytes[offset + 1] & 0x3F;
        };
        int samples = frames * frame((bytes[offset] & 0xFF) >> 3);
        return samples > LONGEST ? 0 : samples;
    }

    static boolean isStereo(byte[] bytes, int offset) {
        return (bytes[offset] & 4) != 0;
    }

    private static int frame(int configuration) {
        if (configuration < 12) {
            return RATE / 1000 * SILK_MILLIS[configuration & 3];
        }
        return configuration < 16 ? (RATE / 100) << (configuration & 1) : SHORTEST << (configuration & 3);
    }

    /** A packet of silence, as long as may be within so many samples, at most 20 ms; empty where there is none so short. */
    static byte[] silence(long samples) {
        for (int size = 3; size >= 0; size--) {
            if (SHORTEST << size <= samples) {
                return new byte[] {(byte) ((CELT_FULL_BAND + size) << 3), (byte) 0xFF, (byte) 0xFE};
            }
        }
        return new byte[0];
    }
}
