package org.livechat.plugin.amrwb;

/**
 * How a payload holds its frames (RFC 4867 4.3 and 4.4), shown by the payload that is silence in each.
 *
 * <p>That payload has no mode request (CMR 15) and one entry in its table of contents, SPEECH_LOST (frame type 14, quality
 * bit set), which no frame follows. A decoder fades out within two of them, and its predictors with it, so that the next
 * talker's first frames come out as its encoder meant them. Comfort noise (SID) is as silent, but leaves the predictors as
 * they are, and the next talker begins with a bang. NO_DATA decodes like SPEECH_LOST, but packets of nothing else are not
 * to be sent (4.3.2).
 */
enum Packing {
    /** Without gaps: 4 bits of request, 6 of the entry, 6 of padding. */
    BANDWIDTH_EFFICIENT(0xF740),
    /** The request and the entry each have an octet. */
    OCTET_ALIGNED(0xF074);

    private final int silence;

    Packing(int silence) {
        this.silence = silence;
    }

    /** A payload of 20 ms; a copy. */
    byte[] silence() {
        return new byte[] {(byte) (silence >> 8), (byte) silence};
    }
}
