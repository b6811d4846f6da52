package org.livechat.rtc.codec;

import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.PictureLayer;

/** VP9 (RFC 9628). */
public final class Vp9 implements CodecProvider {
    private static final int PICTURE_ID_PRESENT = 0x80;
    private static final int INTER_PICTURE_PREDICTED = 0x40;
    private static final int LAYERS_PRESENT = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int START_OF_FRAME = 0x08;
    private static final int END_OF_FRAME = 0x04;
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int TEMPORAL_LAYER_SHIFT = 5;
    private static final int SWITCHING_UP_POINT = 0x10;
    private static final int SPATIAL_LAYER = 0x0E;
    private static final int SPATIAL_LAYER_SHIFT = 1;
    private static final int HIGHEST_THERE_IS = -1;
    private static final int STRUCTURE_PRESENT = 0x02;
    private static final int STRUCTURE_SIZES = 0x10;
    private static final int STRUCTURE_LAYERS_SHIFT = 5;

    /** For ServiceLoader. */
    public Vp9() {}

    @Override
    public String name() {
        return "VP9";
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
        return "profile " + new FormatParameters(parameters).numberOr("profile-id", 0);
    }

    /** The start of a frame of the lowest spatial layer that is not predicted from another picture (RFC 9628 4.2). */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        var end = offset + length;
        if (length < 2) {
            return false;
        }
        var descriptor = payload[offset];
        if ((descriptor & INTER_PICTURE_PREDICTED) != 0 || (descriptor & START_OF_FRAME) == 0) {
            return false;
        }
        var at = offset + 1;
        if ((descriptor & PICTURE_ID_PRESENT) != 0) {
            at += (payload[at] & LONG_PICTURE_ID) != 0 ? 2 : 1;
        }
        if ((descriptor & LAYERS_PRESENT) == 0) {
            return at < end;
        }
        return at < end && (payload[at] & SPATIAL_LAYER) == 0;
    }

    /** The layer indices, which are behind the picture id (RFC 9628 4.2). */
    @Override
    public int layer(byte[] payload, int offset, int length) {
        var end = offset + length;
        if (length < 2 || (payload[offset] & LAYERS_PRESENT) == 0) {
            return PictureLayer.NONE;
        }
        var at = offset + 1;
        if ((payload[offset] & PICTURE_ID_PRESENT) != 0) {
            at += (payload[at] & LONG_PICTURE_ID) != 0 ? 2 : 1;
        }
        if (at >= end) {
            return PictureLayer.NONE;
        }
        var indices = payload[at] & 0xFF;
        var layer = PictureLayer.of((indices & SPATIAL_LAYER) >> SPATIAL_LAYER_SHIFT, indices >> TEMPORAL_LAYER_SHIFT);
        layer = (indices & SWITCHING_UP_POINT) != 0 ? PictureLayer.withSwitchingUpPoint(layer) : layer;
        return (payload[offset] & END_OF_FRAME) != 0 ? PictureLayer.withEndOfFrame(layer) : layer;
    }

    /** By the scalability structure: the highest of its spatial layers is the last (RFC 9628 4.2.1). */
    @Override
    public int pictureHeight(byte[] payload, int offset, int length) {
        return pictureHeight(payload, offset, length, HIGHEST_THERE_IS);
    }

    @Override
    public int pictureHeight(byte[] payload, int offset, int length, int spatial) {
        var end = offset + length;
        if (length < 1 || (payload[offset] & STRUCTURE_PRESENT) == 0) {
            return 0;
        }
        var descriptor = payload[offset];
        var at = offset + 1;
        if ((descriptor & PICTURE_ID_PRESENT) != 0 && at < end) {
            at += (payload[at] & LONG_PICTURE_ID) != 0 ? 2 : 1;
        }
        if ((descriptor & LAYERS_PRESENT) != 0) {
            at += (descriptor & FLEXIBLE) != 0 ? 1 : 2;
        }
        if (at >= end || (payload[at] & STRUCTURE_SIZES) == 0) {
            return 0;
        }
        var layers = ((payload[at] & 0xFF) >> STRUCTURE_LAYERS_SHIFT) + 1;
        // behind the flags, width and height of each, two bytes each
        var layer = spatial == HIGHEST_THERE_IS ? layers - 1 : spatial;
        if (layer >= layers) {
            return 0;
        }
        var height = at + 1 + 4 * layer + 2;
        return height + 1 < end ? ((payload[height] & 0xFF) << 8) | (payload[height + 1] & 0xFF) : 0;
    }

    @Override
    public Optional<PayloadNumbering> numbering() {
        return Optional.of(new Numbering());
    }

    // What is left out leaves a gap in picture ids, which stay as they are: references count in them, in flexible mode
    // (P_DIFF) and
    // in a picture group (RFC 9628 4.2), so that receivers know what they lack and what not.
    private static final class Numbering extends PictureNumbering {
        @Override
        public void continueIn(byte[] payload, int offset, int length) {
            var end = offset + length;
            if (length < 1) {
                return;
            }
            var descriptor = payload[offset];
            var at = offset + 1;
            if ((descriptor & PICTURE_ID_PRESENT) != 0) {
                at += continuePictureId(payload, at, end);
            }
            if ((descriptor & LAYERS_PRESENT) != 0 && (descriptor & FLEXIBLE) == 0) {
                continueTl0PicIdx(payload, at + 1, end);
            }
        }
    }
}
