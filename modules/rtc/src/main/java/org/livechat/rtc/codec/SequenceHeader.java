package org.livechat.rtc.codec;

import org.livechat.rtc.bytes.BitReader;

/** The height in a sequence header of AV1 (AV1 Bitstream and Decoding Process Specification 5.5). */
final class SequenceHeader {
    private static final int MOST_PIXELS = 65_536;
    private static final int EXTENSION = 0x04;
    private static final int HAS_SIZE = 0x02;

    private SequenceHeader() {}

    /**
     * Reads it.
     *
     * @param offset where the OBU begins, with its header (5.3)
     * @return max_frame_height_minus_1 + 1 in pixels; 0 if it is cut short
     */
    static int height(byte[] bytes, int offset, int end) {
        if (offset >= end) {
            return 0;
        }
        var start = offset + ((bytes[offset] & EXTENSION) != 0 ? 2 : 1);
        if ((bytes[offset] & HAS_SIZE) != 0) {
            start = Av1.afterLeb128(bytes, start, end);
        }
        var reader = new BitReader(bytes, start, end, false);
        reader.skip(4); // seq_profile, still_picture
        if (reader.flag()) {
            reader.skip(5); // reduced_still_picture_header: seq_level_idx[0]
        } else {
            skipOperatingPoints(reader);
        }
        var widthBits = (int) reader.bits(4) + 1;
        var heightBits = (int) reader.bits(4) + 1;
        reader.skip(widthBits);
        var height = (int) reader.bits(heightBits) + 1;
        return reader.isBeyond() || height > MOST_PIXELS ? 0 : height;
    }

    private static void skipOperatingPoints(BitReader reader) {
        var hasDecoderModel = false;
        var delayBits = 0;
        if (reader.flag()) { // timing_info_present_flag
            reader.skip(64); // num_units_in_display_tick, time_scale
            if (reader.flag()) { // equal_picture_interval
                reader.unsigned();
            }
            hasDecoderModel = reader.flag();
            if (hasDecoderModel) {
                delayBits = (int) reader.bits(5) + 1;
                reader.skip(42); // num_units_in_decoding_tick, and two lengths
            }
        }
        var hasInitialDelay = reader.flag();
        var points = (int) reader.bits(5) + 1;
        for (var i = 0; i < points && !reader.isBeyond(); i++) {
            reader.skip(12); // operating_point_idc
            if (reader.bits(5) > 7) { // seq_level_idx
                reader.bit(); // seq_tier
            }
            if (hasDecoderModel && reader.flag()) {
                reader.skip(2 * delayBits + 1);
            }
            if (hasInitialDelay && reader.flag()) {
                reader.skip(4);
            }
        }
    }
}
