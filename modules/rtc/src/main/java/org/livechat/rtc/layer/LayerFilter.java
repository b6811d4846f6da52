package org.livechat.rtc.layer;

import org.livechat.api.media.PictureLayer;

/**
 * Decides which packets of a picture with temporal layers go on to a receiver that has room for the lower ones only. It is decided
 * once a frame. Layers are given up at any frame, since lower ones never need them. They are taken up again where every frame
 * from there on can be decoded: at a keyframe, behind a switching up point that was sent (RFC 9628 4.2), or with a frame in layer
 * sync (RFC 7741 4.2), the latter only if no frame that might be needed was left out or is not known since the base layer's last
 * one, which such a frame and those behind it go back to.
 */
public final class LayerFilter {
    /** A limit that leaves nothing out. */
    public static final int ALL = PictureLayer.HIGHEST;

    private final LevelHistory history = new LevelHistory();
    private int wanted = ALL;
    private int level = ALL;

    private long highest;
    private int timestamp;
    private boolean passing = true;
    private boolean begins;

    /** Whether all packets since the base layer's last frame began are known. */
    private boolean unbroken;
    /** The lowest layer of which a frame was left out since then. */
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

    /** Says which temporal layer is the highest to go on; from the first frame on at which that can be. */
    public void want(int temporal) {
        wanted = temporal;
    }

    /** The highest temporal layer that is wanted. */
    public int wanted() {
        return wanted;
    }

    /** The highest temporal layer that goes on. */
    public int level() {
        return level;
    }

    /** Another source begins, with a keyframe; its numbers have nothing to do with those before. */
    public void begin(long first) {
        highest = first - 1;
        begins = true;
        level = wanted;
        history.begin(level);
        passing = true;
        unbroken = false;
        lowestLeftOut = ALL + 1;
    }

    /**
     * Whether a packet goes on. It is to be asked of each packet that has come, once; one that comes late is decided as its frame was.
     *
     * @param number its sequence number, not wrapped
     * @param layer as a {@link PictureLayer}
     * @param keyframe whether it begins a keyframe
     */
    public boolean passes(long number, int itsTimestamp, int layer, boolean keyframe) {
        if (number <= highest) {
            return passed(number, itsTimestamp, layer);
        }
        unbroken &= number == highest + 1;
        highest = number;
        if (begins || itsTimestamp != timestamp) {
            begins = false;
            timestamp = itsTimestamp;
            decide(PictureLayer.temporal(layer), layer, keyframe);
        }
        return passing;
    }

    /** Whether a packet went on, or would have if it had come in its place. */
    public boolean passed(long number, int itsTimestamp, int layer) {
        return itsTimestamp == timestamp
                ? passing
                : PictureLayer.temporal(layer) <= history.levelAt(number, itsTimestamp);
    }

    private void decide(int temporal, int layer, boolean keyframe) {
        if (temporal == 0) {
            unbroken = true;
            lowestLeftOut = ALL + 1;
        }
        if (wanted < level || (wanted > level && mayRise(temporal, layer, keyframe))) {
            level = keyframe || wanted < level || temporal <= level ? wanted : temporal;
            history.change(highest, timestamp, level);
        }
        passing = temporal <= level;
        if (!passing) {
            lowestLeftOut = Math.min(lowestLeftOut, temporal);
        }
    }

    private boolean mayRise(int temporal, int layer, boolean keyframe) {
        if (temporal <= level) {
            return keyframe || PictureLayer.isSwitchingUpPoint(layer);
        }
        return temporal <= wanted && PictureLayer.isLayerSync(layer) && unbroken && lowestLeftOut > temporal;
    }
}
