package org.livechat.api.store;

import java.time.Duration;
import org.livechat.api.FloorIndicator;

/**
 * Somebody had the floor of a channel.
 *
 * @param startedAtMillis when it was granted, Unix time
 * @param length from the grant until nobody was heard any more
 * @param ending why it ended
 * @param epoch with the sequence the place of the grant among all decisions about this floor: a later decision has a higher epoch, or
 *     the same one and a higher sequence
 * @since 1
 */
public record StoredBurst(
        String channelId,
        String userId,
        FloorIndicator indicator,
        long startedAtMillis,
        Duration length,
        BurstEnding ending,
        long epoch,
        long sequence) {}
