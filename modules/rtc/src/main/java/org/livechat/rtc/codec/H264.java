package org.livechat.rtc.codec;

import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/** H.264 (RFC 6184). */
public final class H264 implements CodecProvider {
    private static final int TYPE_BITS = 0x1F;
    private static final int IDR = 5;
    private static final int SEQUENCE_PARAMETER_SET = 7;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int FU_START = 0x80;

    /** For ServiceLoader. */
    public H264() {}

    @Override
    public String name() {
        return "H264";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.VIDEO;
    }

    @Override
    public int clockRate() {
        return 90000;
    }

    /** Profile and packetization mode (RFC 6184 8.1); levels may differ. */
    @Override
    public String formatKey(String parameters) {
        var format = new FormatParameters(parameters);
        return "profile " + H264Profile.of(format) + " mode " + format.numberOr("packetization-mode", 0);
    }

    /** A parameter set or the start of an IDR picture: single, in an aggregate, or in a first fragment. */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        if (length < 2) {
            return false;
        }
        var type = payload[offset] & TYPE_BITS;
        return switch (type) {
            case STAP_A -> aggregateHasKeyframe(payload, offset + 1, offset + length);
            case FU_A -> (payload[offset + 1] & FU_START) != 0 && startsKeyframe(payload[offset + 1]);
            default -> startsKeyframe(payload[offset]);
        };
    }

    /** By the sequence parameter set, where it is in the same packet, single or in an aggregate, as encoders send it. */
    @Override
    public int pictureHeight(byte[] payload, int offset, int length) {
        var end = offset + length;
        if (length < 2) {
            return 0;
        }
        var type = payload[offset] & TYPE_BITS;
        if (type == SEQUENCE_PARAMETER_SET) {
            return SequenceParameterSet.height(payload, offset, end);
        }
        var at = offset + 1;
        while (type == STAP_A && end - at > 2) {
            var unitLength = ((payload[at] & 0xFF) << 8) | (payload[at + 1] & 0xFF);
            at += 2;
            if (unitLength > 0 && unitLength <= end - at && (payload[at] & TYPE_BITS) == SEQUENCE_PARAMETER_SET) {
                return SequenceParameterSet.height(payload, at, at + unitLength);
            }
            at += unitLength;
        }
        return 0;
    }

    private static boolean aggregateHasKeyframe(byte[] payload, int start, int end) {
        var at = start;
        while (end - at > 2) {
            var unitLength = ((payload[at] & 0xFF) << 8) | (payload[at + 1] & 0xFF);
            at += 2;
            if (unitLength == 0 || unitLength > end - at) {
                return false;
            }
            if (startsKeyframe(payload[at])) {
                return true;
            }
            at += unitLength;
        }
        return false;
    }

    private static boolean startsKeyframe(byte header) {
        var type = header & TYPE_BITS;
        return type == IDR || type == SEQUENCE_PARAMETER_SET;
    }
}
