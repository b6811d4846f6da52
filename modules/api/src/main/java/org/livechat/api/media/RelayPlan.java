package org.livechat.api.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;

/**
 * An immutable picture of who is heard in a channel. The floor gate is this plan: it names the holder's endpoint and
 * nobody else's.
 *
 * @param channelId the channel
 * @param epoch rises when another server takes the channel over or the id is used again; a plan of an older epoch is ignored
 * @param sequence rises with every decision of one epoch
 * @param mode PTT: each member's slots carry the talker; CONFERENCE: each talker has slots of its own
 * @param endpoints ids of all endpoints in the channel, in order of joining
 * @param talkers ids of those whose media is relayed; a subset of {@code endpoints}
 * @param quietAfter a talker whose media pauses for this long has ended its burst (timer T1 of TS 24.380)
 * @param recorded what the talkers' floor request was, where what they say is to be recorded; else empty
 */
public record RelayPlan(
        String channelId,
        long epoch,
        long sequence,
        ChannelMode mode,
        List<String> endpoints,
        Set<String> talkers,
        Duration quietAfter,
        Optional<FloorIndicator> recorded) {
    /** Of a channel that is not recorded. */
    public RelayPlan(
            String channelId,
            long epoch,
            long sequence,
            ChannelMode mode,
            List<String> endpoints,
            Set<String> talkers,
            Duration quietAfter) {
        this(channelId, epoch, sequence, mode, endpoints, talkers, quietAfter, Optional.empty());
    }

    public RelayPlan {
        endpoints = List.copyOf(endpoints);
        talkers = Set.copyOf(talkers);
        if (!talkers.isEmpty() && !Set.copyOf(endpoints).containsAll(talkers)) {
            throw new IllegalArgumentException("talkers " + talkers + " are not all among the endpoints " + endpoints);
        }
    }
}
