package org.livechat.rtc.codec;

import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/** AV1 (RTP payload format for AV1, version 1.0.0). */
public final class Av1 implements CodecProvider {
    private static final int CONTINUES_PREVIOUS = 0x80;
    private static final int NEW_CODED_VIDEO_SEQUENCE = 0x08;
    private static final int ELEMENT_COUNT = 0x30;
    private static final int OBU_TYPE = 0x78;
    private static final int OBU_TYPE_SHIFT = 3;
    private static final int SEQUENCE_HEADER = 1;
    private static final int LEB128_MAX_BYTES = 8;

    /** For ServiceLoader. */
    public Av1() {}

    @Override
    public String name() {
        return "AV1";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.VIDEO;
    }

    @Override
    public int clockRate() {
        return 90000;
    }

    @Override
    public String formatKey(String parameters) {
        return "profile " + new FormatParameters(parameters).numberOr("profile", 0);
    }

    /** The N bit of the aggregation header, or a first OBU that is a sequence header (4.4, 4.5). */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        if (length < 2) {
            return false;
        }
        var aggregation = payload[offset];
        if ((aggregation & CONTINUES_PREVIOUS) != 0) {
            return false;
        }
        if ((aggregation & NEW_CODED_VIDEO_SEQUENCE) != 0) {
            return true;
        }
        var end = offset + length;
        var element = firstElement(payload, offset, end);
        return element < end && (payload[element] & OBU_TYPE) >> OBU_TYPE_SHIFT == SEQUENCE_HEADER;
    }

    /** By the sequence header, which is the first OBU of a coded video sequence (4.5). */
    @Override
    public int pictureHeight(byte[] payload, int offset, int length) {
        var end = offset + length;
        if (length < 2 || (payload[offset] & CONTINUES_PREVIOUS) != 0) {
            return 0;
        }
        var element = firstElement(payload, offset, end);
        return element < end && (payload[element] & OBU_TYPE) >> OBU_TYPE_SHIFT == SEQUENCE_HEADER
                ? SequenceHeader.height(payload, element, end)
                : 0;
    }

    /** Where the first OBU begins; with W = 1 the only element has no length before it (4.4). */
    private static int firstElement(byte[] payload, int offset, int end) {
        var element = offset + 1;
        return (payload[offset] & ELEMENT_COUNT) == 0x10 ? element : afterLeb128(payload, element, end);
    }

    /** Where the bytes after a length begin, or {@code end} if the length is cut short or too long. */
    static int afterLeb128(byte[] payload, int start, int end) {
        var limit = Math.min(end, start + LEB128_MAX_BYTES);
        for (var at = start; at < limit; at++) {
            if (payload[at] >= 0) {
                return at + 1;
            }
        }
        return end;
    }
}
