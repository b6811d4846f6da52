package org.livechat.rtc.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.livechat.api.media.PictureLayer;

/** Frames of a picture with temporal layers, each of which says truly what it needs and what it may be switched up at. */
final class LayeredSource {
    /** Of which layer each frame of a period is. */
    private static final int[][] PATTERNS = {{0}, {0, 1}, {0, 2, 1, 2}, {0, 1, 1, 1}, {0, 2, 2, 1, 2, 2, 1, 2}};

    /**
     * One frame.
     *
     * @param needs the frames that it is predicted from
     */
    record Frame(int index, int temporal, boolean keyframe, Set<Integer> needs, int layer) {}

    private LayeredSource() {}

    /** Frames that mark layer sync (VP8) or switching up points (VP9), in a pattern and with references by chance. */
    static List<Frame> frames(Random random, int count, boolean isLayerSync) {
        int[] pattern = PATTERNS[random.nextInt(PATTERNS.length)];
        List<Integer> temporals = new ArrayList<>();
        List<Set<Integer>> needs = new ArrayList<>();
        List<Boolean> keyframes = new ArrayList<>();
        int lastKeyframe = 0;
        int place = 0;
        for (int i = 0; i < count; i++) {
            boolean keyframe = i == 0 || random.nextInt(80) == 0;
            place = keyframe ? 0 : place + 1;
            lastKeyframe = keyframe ? i : lastKeyframe;
            int temporal = pattern[place % pattern.length];
            Set<Integer> needed = new HashSet<>();
            if (!keyframe) {
                needed.add(lastOf(temporals, 0, lastKeyframe, i));
                for (int layer = 1; layer <= temporal; layer++) {
                    int last = lastOf(temporals, layer, lastKeyframe, i);
                    if (last >= 0 && random.nextInt(2) == 0) {
                        needed.add(last);
                    }
                }
            }
            temporals.add(temporal);
            keyframes.add(keyframe);
            needs.add(needed);
        }
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int layer = PictureLayer.of(0, temporals.get(i));
            if (isLayerSync && isSync(i, temporals, needs)) {
                layer = PictureLayer.withLayerSync(layer);
            }
            if (!isLayerSync && isSwitchingUpPoint(i, temporals, needs)) {
                layer = PictureLayer.withSwitchingUpPoint(layer);
            }
            frames.add(new Frame(i, temporals.get(i), keyframes.get(i), needs.get(i), layer));
        }
        return frames;
    }

    private static int lastOf(List<Integer> temporals, int layer, int from, int before) {
        for (int i = before - 1; i >= from; i--) {
            if (temporals.get(i) == layer) {
                return i;
            }
        }
        return -1;
    }

    // RFC 7741 4.2: it depends on the last frame of the base layer alone, and no frame behind it on one of an upper
    // layer from before that.
    private static boolean isSync(int frame, List<Integer> temporals, List<Set<Integer>> needs) {
        int base = lastOf(temporals, 0, 0, frame);
        if (!needs.get(frame).equals(Set.of(base))) {
            return false;
        }
        return needs.subList(frame + 1, needs.size()).stream()
                .flatMap(Set::stream)
                .noneMatch(needed -> needed < base && temporals.get(needed) > 0);
    }

    // RFC 9628 4.2.
    private static boolean isSwitchingUpPoint(int frame, List<Integer> temporals, List<Set<Integer>> needs) {
        int own = temporals.get(frame);
        for (int later = frame + 1; later < needs.size(); later++) {
            if (temporals.get(later) > own
                    && needs.get(later).stream().anyMatch(needed -> needed < frame && temporals.get(needed) > own)) {
                return false;
            }
        }
        return true;
    }
}
