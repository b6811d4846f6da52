package org.livechat.rtc.layer;

import org.livechat.api.media.PictureLayer;
import org.livechat.rtc.bytes.BitReader;

/**
 * The kinds of frames that a sender has announced (template_dependency_structure, RTP payload format for AV1 1.0.0, A.8.2): of each
 * its layers, and whether who gets fewer frames may take up more of them behind it. Reused; what is hostile or cut short leaves it
 * empty.
 */
final class DependencyTemplates {
    private static final int MOST_TEMPLATES = 64;
    private static final int MOST_TARGETS = 32;
    private static final int HIGHEST_SIZE = 3;

    private static final int NEXT_FRAME_RATE = 1;
    private static final int NEXT_SIZE = 2;
    private static final int NO_MORE = 3;

    private static final int NOT_PRESENT = 0;
    private static final int SWITCH = 2;

    /** A row for what a frame says on its own, behind those of the templates. */
    private static final int OWN_ROW = MOST_TEMPLATES;

    private final int[] layers = new int[MOST_TEMPLATES];
    /** What a frame of each template is to each decode target. */
    private final byte[] indications = new byte[(MOST_TEMPLATES + 1) * MOST_TARGETS];

    /** The highest layers of each decode target. */
    private final int[] targets = new int[MOST_TARGETS];

    private final int[] heights = new int[HIGHEST_SIZE + 1];
    private int firstId;
    private int count;
    private int targetCount;

    DependencyTemplates() {}

    /** Becomes what is told next. */
    void read(BitReader reader) {
        firstId = (int) reader.bits(6);
        targetCount = (int) reader.bits(5) + 1;
        count = readLayers(reader);
        for (int template = 0; template < count; template++) {
            readIndications(reader, template);
        }
        skipFrameDifferences(reader);
        skipChains(reader);
        readHeights(reader);
        if (reader.isBeyond()) {
            count = 0;
        }
        findTargets();
        for (int template = 0; template < count; template++) {
            layers[template] = withSwitching(layers[template], template);
        }
    }

    /** How many ways to decode the picture there are, 1 to 32: a frame may say how each needs it. */
    int targetCount() {
        return targetCount;
    }

    /** The layer of a frame of this kind; {@link PictureLayer#NONE} if there is no such kind. */
    int layer(int id) {
        int template = template(id);
        return template < count ? layers[template] : PictureLayer.NONE;
    }

    /** The same of a frame that says on its own, next, what it is to each decode target (frame_dtis). */
    int layer(int id, BitReader reader) {
        int layer = layer(id);
        if (layer == PictureLayer.NONE) {
            return layer;
        }
        readIndications(reader, OWN_ROW);
        return withSwitching(PictureLayer.of(PictureLayer.spatial(layer), PictureLayer.temporal(layer)), OWN_ROW);
    }

    /** How many pixels high a size is; 0 if that was not told. */
    int height(int spatial) {
        return count == 0 || spatial > HIGHEST_SIZE ? 0 : heights[spatial];
    }

    private int template(int id) {
        return id - firstId & MOST_TEMPLATES - 1;
    }

    /** Returns how many there are; 0 if they are more, or of higher layers, than there can be. */
    private int readLayers(BitReader reader) {
        int spatial = 0;
        int temporal = 0;
        for (int template = 0; template < MOST_TEMPLATES; template++) {
            layers[template] = PictureLayer.of(spatial, temporal);
            int next = (int) reader.bits(2);
            if (next == NO_MORE) {
                return template + 1;
            }
            if (next == NEXT_FRAME_RATE) {
                temporal++;
            } else if (next == NEXT_SIZE) {
                temporal = 0;
                spatial++;
            }
            if (spatial > HIGHEST_SIZE || temporal > PictureLayer.HIGHEST) {
                return 0;
            }
        }
        return 0;
    }

    private void readIndications(BitReader reader, int row) {
        for (int target = 0; target < targetCount; target++) {
            indications[row * MOST_TARGETS + target] = (byte) reader.bits(2);
        }
    }

    private void skipFrameDifferences(BitReader reader) {
        for (int template = 0; template < count; template++) {
            while (reader.flag()) {
                reader.skip(4);
            }
        }
    }

    private void skipChains(BitReader reader) {
        int chains = upTo(reader, targetCount);
        if (chains > 0) {
            for (int target = 0; target < targetCount; target++) {
                upTo(reader, chains - 1);
            }
            reader.skip(4 * count * chains);
        }
    }

    /** A number from 0 up to the highest that it can be (ns(n), A.8.1). */
    private static int upTo(BitReader reader, int highest) {
        int values = highest + 1;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(values);
        int shorter = (1 << bits) - values;
        int value = (int) reader.bits(bits - 1);
        return value < shorter ? value : (value << 1) - shorter + reader.bit();
    }

    private void readHeights(BitReader reader) {
        boolean told = reader.flag();
        int highest = count == 0 ? 0 : PictureLayer.spatial(layers[count - 1]);
        for (int spatial = 0; spatial < heights.length; spatial++) {
            heights[spatial] = 0;
            if (told && spatial <= highest) {
                reader.skip(16);
                heights[spatial] = (int) reader.bits(16) + 1;
            }
        }
    }

    private void findTargets() {
        for (int target = 0; target < targetCount; target++) {
            int spatial = 0;
            int temporal = 0;
            for (int template = 0; template < count; template++) {
                if (indications[template * MOST_TARGETS + target] != NOT_PRESENT) {
                    spatial = Math.max(spatial, PictureLayer.spatial(layers[template]));
                    temporal = Math.max(temporal, PictureLayer.temporal(layers[template]));
                }
            }
            targets[target] = PictureLayer.of(spatial, temporal);
        }
    }

    /** Behind a frame at which all targets of its size with more frames can be switched to, they can be taken up. */
    private int withSwitching(int layer, int row) {
        boolean any = false;
        for (int target = 0; target < targetCount; target++) {
            if (PictureLayer.spatial(targets[target]) == PictureLayer.spatial(layer)
                    && PictureLayer.temporal(targets[target]) > PictureLayer.temporal(layer)) {
                if (indications[row * MOST_TARGETS + target] != SWITCH) {
                    return layer;
                }
                any = true;
            }
        }
        return any ? PictureLayer.withSwitchingUpPoint(layer) : layer;
    }
}
