package org.livechat.rtc.codec;

import org.livechat.api.media.PayloadNumbering;

/** The two numbers that VP8 (RFC 7741 4.2) and VP9 (RFC 9628 4.2) have in common. */
abstract class PictureNumbering implements PayloadNumbering {
    private static final int LONG_PICTURE_ID = 0x80;
    private static final int SHORT_MASK = 0x7F;
    private static final int SHORT_PICTURE_ID_BITS = 7;
    private static final int PICTURE_ID_BITS = 15;
    private static final int TL0PICIDX_BITS = 8;

    private final ContinuedNumber pictureId = new ContinuedNumber();
    private final ContinuedNumber tl0PicIdx = new ContinuedNumber();

    @Override
    public final void begin() {
        pictureId.begin();
        tl0PicIdx.begin();
    }

    /** Continues the picture id that begins here, of 7 or 15 bits; returns how many bytes it has. */
    final int continuePictureId(byte[] payload, int at, int end) {
        if (at >= end) {
            return 0;
        }
        if ((payload[at] & LONG_PICTURE_ID) == 0) {
            payload[at] = (byte) pictureId.move(payload[at], SHORT_PICTURE_ID_BITS);
            return 1;
        }
        if (at + 1 < end) {
            var moved = pictureId.move(
                    ((payload[at] & SHORT_MASK) << Byte.SIZE) | (payload[at + 1] & 0xFF), PICTURE_ID_BITS);
            payload[at] = (byte) (LONG_PICTURE_ID | (moved >> Byte.SIZE));
            payload[at + 1] = (byte) moved;
        }
        return 2;
    }

    /** Has picture ids close the gap that the one which begins here leaves. */
    final void omitPictureId(byte[] payload, int at, int end) {
        if (at < end && (payload[at] & LONG_PICTURE_ID) == 0) {
            pictureId.omit(payload[at], SHORT_PICTURE_ID_BITS);
        } else if (at + 1 < end) {
            pictureId.omit(((payload[at] & SHORT_MASK) << Byte.SIZE) | (payload[at + 1] & 0xFF), PICTURE_ID_BITS);
        }
    }

    /** Continues the index of the base layer's picture. */
    final void continueTl0PicIdx(byte[] payload, int at, int end) {
        if (at < end) {
            payload[at] = (byte) tl0PicIdx.move(payload[at] & 0xFF, TL0PICIDX_BITS);
        }
    }
}
