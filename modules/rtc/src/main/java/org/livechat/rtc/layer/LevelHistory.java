package org.livechat.rtc.layer;

import org.livechat.api.media.PictureLayer;

/** Which level was in force when, for packets that come late. A level is a layer, the highest that goes on. */
final class LevelHistory {
    /** Levels change a few times a second at most, and nobody asks for what is older than two. */
    private static final int MOST = 16;

    private final long[] since = new long[MOST];
    private final int[] timestamps = new int[MOST];
    private final int[] levels = new int[MOST];
    private int changes;
    private int first = PictureLayer.of(PictureLayer.HIGHEST, PictureLayer.HIGHEST);

    LevelHistory() {}

    /** Forgets all changes: from now on, and before, it is this one. */
    void begin(int level) {
        changes = 0;
        first = level;
    }

    /** From the frame of this timestamp on, whose first packet to come was this one, it is another one. */
    void change(long number, int timestamp, int level) {
        int place = changes % MOST;
        since[place] = number;
        timestamps[place] = timestamp;
        levels[place] = level;
        changes++;
    }

    /** The one that was in force for a packet. */
    int levelAt(long number, int timestamp) {
        for (int i = changes - 1; i >= Math.max(0, changes - MOST); i--) {
            if (number >= since[i % MOST] || timestamp == timestamps[i % MOST]) {
                return levels[i % MOST];
            }
        }
        return changes > MOST ? PictureLayer.of(0, 0) : first;
    }
}
