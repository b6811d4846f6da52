package org.livechat.rtc.layer;

import org.livechat.api.media.PictureLayer;

/**
 * Decides which packets of a picture with layers go on to a receiver that has room for the lower ones only. It is decided once a
 * picture. Layers are given up at any, since lower ones never need them. They are taken up again where every frame from there on can
 * be decoded: all of them at a keyframe; temporal ones also behind a switching up point that was sent (RFC 9628 4.2), or with a frame
 * in layer sync (RFC 7741 4.2), the latter only if no frame that might be needed was left out or is not known since the base
 * layer's last one, which such a frame and those behind it go back to.
 */
public final class LayerFilter {
    /** A limit that leaves nothing out. */
    public static final int ALL = PictureLayer.HIGHEST;

    private final LevelHistory history = new LevelHistory();
    private int wantedSpatial = ALL;
    private int wantedTemporal = ALL;
    private int spatial = ALL;
    private int temporal = ALL;

    private long highest;
    private int timestamp;
    private boolean begins;

    /** Whether all packets since the base layer's last frame began are known. */
    private boolean unbroken;
    /** The lowest temporal layer of which a frame was left out since then. */
    private int lowestLeftOut = ALL + 1;

    /**
     * A filter for a stream that went on whole until now.
     *
     * @param highest the highest sequence number of it, not wrapped
     * @param timestamp of that
     */
    public LayerFilter(long highest, int timestamp) {
        this.highest = highest;
        this.timestamp = timestamp;
    }

    /** Says which layers are the highest to go on; from the first picture on at which that can be. */
    public void want(int highestSpatial, int highestTemporal) {
        wantedSpatial = highestSpatial;
        wantedTemporal = highestTemporal;
    }

    /** The highest temporal layer that goes on. */
    public int temporal() {
        return temporal;
    }

    /** The highest spatial layer that goes on. */
    public int spatial() {
        return spatial;
    }

    /** Whether what is wanted begins with the next keyframe. */
    public boolean awaitsKeyframe() {
        return wantedSpatial > spatial;
    }

    /** Another source begins, with a keyframe; its numbers have nothing to do with those before. */
    public void begin(long first) {
        highest = first - 1;
        begins = true;
        spatial = wantedSpatial;
        temporal = wantedTemporal;
        history.begin(PictureLayer.of(spatial, temporal));
        unbroken = false;
        lowestLeftOut = ALL + 1;
    }

    /**
     * Whether a packet goes on. It is to be asked of each packet that has come, once; one that comes late is decided as its picture was.
     *
     * @param number its sequence number, not wrapped
     * @param layer as a {@link PictureLayer}
     * @param keyframe whether it begins a keyframe
     */
    public boolean passes(long number, int itsTimestamp, int layer, boolean keyframe) {
        if (number > highest) {
            unbroken &= number == highest + 1;
            highest = number;
            if (begins || itsTimestamp != timestamp) {
                begins = false;
                timestamp = itsTimestamp;
                decide(PictureLayer.temporal(layer), layer, keyframe);
            }
        }
        return passed(number, itsTimestamp, layer);
    }

    /** Whether a packet went on, or would have if it had come in its place. */
    public boolean passed(long number, int itsTimestamp, int layer) {
        int level = level(number, itsTimestamp);
        return PictureLayer.temporal(layer) <= PictureLayer.temporal(level)
                && PictureLayer.spatial(layer) <= PictureLayer.spatial(level);
    }

    /** Whether a packet that goes on is the last of its picture because higher layers do not. */
    public boolean ends(long number, int itsTimestamp, int layer) {
        return PictureLayer.isEndOfFrame(layer)
                && PictureLayer.spatial(layer) == PictureLayer.spatial(level(number, itsTimestamp));
    }

    private int level(long number, int itsTimestamp) {
        return itsTimestamp == timestamp ? PictureLayer.of(spatial, temporal) : history.levelAt(number, itsTimestamp);
    }

    private void decide(int itsTemporal, int layer, boolean keyframe) {
        if (itsTemporal == 0) {
            unbroken = true;
            lowestLeftOut = ALL + 1;
        }
        int before = PictureLayer.of(spatial, temporal);
        if (wantedTemporal < temporal || keyframe || mayRiseBehind(itsTemporal, layer)) {
            temporal = wantedTemporal;
        } else if (wantedTemporal > temporal && mayRiseWith(itsTemporal, layer)) {
            temporal = itsTemporal;
        }
        if (wantedSpatial < spatial || keyframe) {
            spatial = wantedSpatial;
        }
        if (PictureLayer.of(spatial, temporal) != before) {
            history.change(highest, timestamp, PictureLayer.of(spatial, temporal));
        }
        if (itsTemporal > temporal) {
            lowestLeftOut = Math.min(lowestLeftOut, itsTemporal);
        }
    }

    private boolean mayRiseBehind(int itsTemporal, int layer) {
        return itsTemporal <= temporal && PictureLayer.isSwitchingUpPoint(layer);
    }

    private boolean mayRiseWith(int itsTemporal, int layer) {
        return itsTemporal > temporal
                && itsTemporal <= wantedTemporal
                && PictureLayer.isLayerSync(layer)
                && unbroken
                && lowestLeftOut > itsTemporal;
    }
}
