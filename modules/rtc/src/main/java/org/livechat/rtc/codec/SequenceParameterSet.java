package org.livechat.rtc.codec;

import org.livechat.rtc.bytes.BitReader;

/** The height in a sequence parameter set of H.264 (7.3.2.1.1). */
final class SequenceParameterSet {
    private static final int MOST_PIXELS = 16_384;
    private static final int MACROBLOCK = 16;
    private static final int EVERY_FRAME_COUNTED = 1;
    private static final int MOST_OFFSETS = 255;

    private SequenceParameterSet() {}

    /**
     * Reads it.
     *
     * @param offset where the NAL unit begins, with its header
     * @return in pixels; 0 if it is cut short or makes no sense
     */
    static int height(byte[] bytes, int offset, int end) {
        var reader = new BitReader(bytes, offset + 1, end, true);
        var profile = (int) reader.bits(8);
        reader.skip(16); // constraints and level
        reader.unsigned(); // seq_parameter_set_id
        var chroma = 1L;
        if (hasChroma(profile)) {
            chroma = readChroma(reader);
        }
        reader.unsigned(); // log2_max_frame_num_minus4
        skipPictureOrder(reader);
        reader.unsigned(); // max_num_ref_frames
        reader.bit(); // gaps_in_frame_num_value_allowed_flag
        reader.unsigned(); // pic_width_in_mbs_minus1
        var mapUnits = reader.unsigned() + 1;
        var fields = reader.flag() ? 1 : 2;
        if (fields == 2) {
            reader.bit(); // mb_adaptive_frame_field_flag
        }
        reader.bit(); // direct_8x8_inference_flag
        var height = mapUnits * fields * MACROBLOCK - cropped(reader, chroma == 1 ? 2 * fields : fields);
        return reader.isBeyond() || height <= 0 || height > MOST_PIXELS ? 0 : (int) height;
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static long readChroma(BitReader reader) {
        var chroma = reader.unsigned();
        if (chroma == 3) {
            reader.bit(); // separate_colour_plane_flag
        }
        reader.unsigned(); // bit_depth_luma_minus8
        reader.unsigned(); // bit_depth_chroma_minus8
        reader.bit(); // qpprime_y_zero_transform_bypass_flag
        if (reader.flag()) {
            for (var list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                if (reader.flag()) {
                    skipScalingList(reader, list < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    // H.264 7.3.2.1.1.1
    private static void skipScalingList(BitReader reader, int size) {
        var last = 8L;
        var next = 8L;
        for (var i = 0; i < size && !reader.isBeyond(); i++) {
            if (next != 0) {
                next = last + reader.signed() & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipPictureOrder(BitReader reader) {
        var type = reader.unsigned();
        if (type == 0) {
            reader.unsigned(); // log2_max_pic_order_cnt_lsb_minus4
        } else if (type == EVERY_FRAME_COUNTED) {
            reader.bit(); // delta_pic_order_always_zero_flag
            reader.signed(); // offset_for_non_ref_pic
            reader.signed(); // offset_for_top_to_bottom_field
            var offsets = Math.min(MOST_OFFSETS, reader.unsigned());
            for (var i = 0; i < offsets && !reader.isBeyond(); i++) {
                reader.signed();
            }
        }
    }

    private static long cropped(BitReader reader, int unit) {
        if (!reader.flag()) {
            return 0;
        }
        reader.unsigned(); // left
        reader.unsigned(); // right
        return (reader.unsigned() + reader.unsigned()) * unit;
    }
}
