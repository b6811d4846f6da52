package org.livechat.api.store;

import java.util.List;
import org.livechat.api.control.BlockStatus;

/**
 * What earlier runs have left.
 *
 * @param channels in the order in which they were made
 * @param blocks those that had not ended by then
 * @param highestEpoch of all bursts; 0 before the first one
 * @since 1
 */
public record Remembered(
        List<StoredChannel> channels, List<StoredMute> mutes, List<BlockStatus> blocks, long highestEpoch) {
    public Remembered {
        channels = List.copyOf(channels);
        mutes = List.copyOf(mutes);
        blocks = List.copyOf(blocks);
    }

    /** Of a first run. */
    public static Remembered nothing() {
        return new Remembered(List.of(), List.of(), List.of(), 0);
    }
}
