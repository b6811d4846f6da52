package org.livechat.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.IceServers;

/** What an ACK carries; which one is decided by the request that it answers. */
public sealed interface AckData {
    /** Answers CHANNEL_CREATE. */
    record Created(String channelId, String frequency, String channelName, ChannelMode mode) implements AckData {}

    /** Answers CHANNEL_JOIN; the SDP answer is empty when the request had no offer. */
    record Joined(String channelId, ChannelMode mode, Optional<String> sdpAnswer, List<ChannelMember> activeMembers)
            implements AckData {
        public Joined {
            activeMembers = List.copyOf(activeMembers);
        }
    }

    /** Answers CHANNEL_LEAVE, CHANNEL_DELETE and TRACK_SELECT. */
    record Done(String channelId) implements AckData {}

    /** Answers CHANNEL_UPDATE. */
    record Updated(String channelId, String channelName) implements AckData {}

    /** Answers CHANNEL_LIST. */
    record Listing(List<ChannelEntry> channels) implements AckData {
        public Listing {
            channels = List.copyOf(channels);
        }
    }

    /** Answers CHANNEL_INFO. */
    record Details(ChannelEntry channel, List<ChannelMember> peers) implements AckData {
        public Details {
            peers = List.copyOf(peers);
        }
    }

    /** Answers RENEGOTIATE. */
    record Renegotiated(String channelId, String sdpAnswer) implements AckData {}

    /** A message of history. */
    record PastMessage(String messageId, String authorId, String content, long timestampMillis) {}

    /**
     * A burst of history.
     *
     * @param startedAtMillis Unix time
     * @param ending why it ended
     * @param recordings ids of what was recorded of it, in the order of time, for who may hear it; else empty
     */
    record PastBurst(
            String userId,
            FloorIndicator indicator,
            long startedAtMillis,
            Duration length,
            String ending,
            long epoch,
            long sequence,
            List<String> recordings) {
        public PastBurst {
            recordings = List.copyOf(recordings);
        }
    }

    /**
     * Answers HISTORY for messages.
     *
     * @param before what to ask for to get those before; empty at the beginning
     * @param partial whether some may be missing, since the server's disk fails
     */
    record PastMessages(String channelId, List<PastMessage> entries, OptionalLong before, boolean partial)
            implements AckData {
        public PastMessages {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Answers HISTORY for bursts, as {@link PastMessages} for messages.
     *
     * @param replay whether the session may hear recordings of this channel
     */
    record PastBursts(String channelId, List<PastBurst> entries, OptionalLong before, boolean partial, boolean replay)
            implements AckData {
        public PastBursts {
            entries = List.copyOf(entries);
        }
    }

    /** Answers ICE_SERVERS. */
    record Reachable(IceServers iceServers) implements AckData {}
}
