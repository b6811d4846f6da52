package org.livechat.rtc.codec;

import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.PictureLayer;

/** VP8 (RFC 7741). */
public final class Vp8 implements CodecProvider {
    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int PARTITION_INDEX = 0x07;
    private static final int PICTURE_ID_PRESENT = 0x80;
    private static final int TL0PICIDX_PRESENT = 0x40;
    private static final int TID_PRESENT = 0x20;
    private static final int TID_OR_KEYIDX_PRESENT = 0x30;
    private static final int TID_SHIFT = 6;
    private static final int TID = 0x03;
    private static final int LAYER_SYNC = 0x20;
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int INTERFRAME = 0x01;
    private static final int HEIGHT_OFFSET = 8;
    private static final int DIMENSION = 0x3FFF;

    /** For ServiceLoader. */
    public Vp8() {}

    @Override
    public String name() {
        return "VP8";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.VIDEO;
    }

    @Override
    public int clockRate() {
        return 90000;
    }

    /** The payload header is in the packet that starts partition 0 (RFC 7741 4.3); P = 0 means keyframe. */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        var end = offset + length;
        if (length < 2) {
            return false;
        }
        var descriptor = payload[offset];
        if ((descriptor & START_OF_PARTITION) == 0 || (descriptor & PARTITION_INDEX) != 0) {
            return false;
        }
        var at = headerAt(payload, offset, end);
        return at < end && (payload[at] & INTERFRAME) == 0;
    }

    /** A keyframe's header: a frame tag of three bytes, a start code of three, the width and the height (RFC 6386 9.1). */
    @Override
    public int pictureHeight(byte[] payload, int offset, int length) {
        var end = offset + length;
        var at = length < 2 ? end : headerAt(payload, offset, end) + HEIGHT_OFFSET;
        return at + 1 < end ? ((payload[at] & 0xFF) | (payload[at + 1] << 8)) & DIMENSION : 0;
    }

    /** TID and Y, in the last byte of the descriptor's extension (RFC 7741 4.2). */
    @Override
    public int layer(byte[] payload, int offset, int length) {
        if (length < 2 || (payload[offset] & EXTENDED) == 0 || (payload[offset + 1] & TID_PRESENT) == 0) {
            return PictureLayer.NONE;
        }
        var at = behindNumbers(payload, offset, offset + length);
        if (at >= offset + length) {
            return PictureLayer.NONE;
        }
        var layer = PictureLayer.of(0, payload[at] >> TID_SHIFT & TID);
        return (payload[at] & LAYER_SYNC) != 0 ? PictureLayer.withLayerSync(layer) : layer;
    }

    /** Where the payload header begins, behind the descriptor of at least two bytes; the end or more if nothing is there. */
    private static int headerAt(byte[] payload, int offset, int end) {
        if ((payload[offset] & EXTENDED) == 0) {
            return offset + 1;
        }
        var at = behindNumbers(payload, offset, end);
        return (payload[offset + 1] & TID_OR_KEYIDX_PRESENT) != 0 ? at + 1 : at;
    }

    /** What is behind the picture id and TL0PICIDX of an extended descriptor; the end or more if nothing is. */
    private static int behindNumbers(byte[] payload, int offset, int end) {
        var present = payload[offset + 1];
        var at = offset + 2;
        if ((present & PICTURE_ID_PRESENT) != 0) {
            if (at >= end) {
                return end;
            }
            at += (payload[at] & LONG_PICTURE_ID) != 0 ? 2 : 1;
        }
        return (present & TL0PICIDX_PRESENT) != 0 ? at + 1 : at;
    }

    @Override
    public Optional<PayloadNumbering> numbering() {
        return Optional.of(new Numbering());
    }

    private static final class Numbering extends PictureNumbering {
        @Override
        public void continueIn(byte[] payload, int offset, int length) {
            var end = offset + length;
            if (length < 2 || (payload[offset] & EXTENDED) == 0) {
                return;
            }
            var present = payload[offset + 1];
            var at = offset + 2;
            if ((present & PICTURE_ID_PRESENT) != 0) {
                at += continuePictureId(payload, at, end);
            }
            if ((present & TL0PICIDX_PRESENT) != 0) {
                continueTl0PicIdx(payload, at, end);
            }
        }

        /** Receivers wait for each picture id (RFC 7741 4.2: it increments by one a frame); TL0PICIDX counts what is never left out. */
        @Override
        public void leftOut(byte[] payload, int offset, int length) {
            if (length >= 2 && (payload[offset] & EXTENDED) != 0 && (payload[offset + 1] & PICTURE_ID_PRESENT) != 0) {
                omitPictureId(payload, offset + 2, offset + length);
            }
        }
    }
}
