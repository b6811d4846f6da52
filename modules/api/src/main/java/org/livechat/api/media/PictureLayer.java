package org.livechat.api.media;

/**
 * Which layer of a picture an RTP payload is of, where a codec sends its picture in layers that build on each other: of higher and
 * higher frame rates (temporal) and of larger and larger sizes (spatial). A layer needs those below it and none above, so that a
 * relay can leave the upper ones out. A number, since one is read of each packet: {@link #NONE}, or what {@link #of} makes.
 *
 * @since 1
 */
public final class PictureLayer {
    /** The payload says nothing of layers. */
    public static final int NONE = 0;

    /** The highest number of a layer of either kind. */
    public static final int HIGHEST = 7;

    private static final int PRESENT = 1;
    private static final int TEMPORAL_SHIFT = 1;
    private static final int SPATIAL_SHIFT = 4;
    private static final int LAYER_SYNC = 1 << 7;
    private static final int SWITCHING_UP_POINT = 1 << 8;
    private static final int END_OF_FRAME = 1 << 9;

    private PictureLayer() {}

    /**
     * A payload of these layers.
     *
     * @param spatial its size, 0 to {@link #HIGHEST}; 0 where there is one
     * @param temporal its frame rate, 0 to {@link #HIGHEST}
     */
    public static int of(int spatial, int temporal) {
        return PRESENT | (temporal & HIGHEST) << TEMPORAL_SHIFT | (spatial & HIGHEST) << SPATIAL_SHIFT;
    }

    /**
     * The same where its frame needs, of all frames before, the last one of temporal layer 0 alone, and no frame behind it needs
     * one of an upper layer from before that: VP8's layer sync bit (RFC 7741 4.2).
     */
    public static int withLayerSync(int layer) {
        return layer | LAYER_SYNC;
    }

    /**
     * The same where no frame behind it that is of a higher temporal layer needs one of a higher layer from before it: VP9's
     * switching up point (RFC 9628 4.2).
     */
    public static int withSwitchingUpPoint(int layer) {
        return layer | SWITCHING_UP_POINT;
    }

    /**
     * The same where it is the last packet of its spatial layer's frame, so that it ends the picture for who gets no higher one: VP9's
     * end of frame bit (RFC 9628 4.2).
     */
    public static int withEndOfFrame(int layer) {
        return layer | END_OF_FRAME;
    }

    /** The number of its frame rate, from 0. */
    public static int temporal(int layer) {
        return layer >> TEMPORAL_SHIFT & HIGHEST;
    }

    /** The number of its size, from 0. */
    public static int spatial(int layer) {
        return layer >> SPATIAL_SHIFT & HIGHEST;
    }

    /** Whether its frame needs that of the lowest layer alone, see {@link #withLayerSync}. */
    public static boolean isLayerSync(int layer) {
        return (layer & LAYER_SYNC) != 0;
    }

    /** Whether it is the last packet of its spatial layer's frame, see {@link #withEndOfFrame}. */
    public static boolean isEndOfFrame(int layer) {
        return (layer & END_OF_FRAME) != 0;
    }

    /** Whether higher layers can be taken up behind its frame, see {@link #withSwitchingUpPoint}. */
    public static boolean isSwitchingUpPoint(int layer) {
        return (layer & SWITCHING_UP_POINT) != 0;
    }
}
