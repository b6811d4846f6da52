package org.livechat.protocol;

import java.util.List;
import java.util.Optional;
import org.livechat.api.ChannelMode;
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

    /** Answers ICE_SERVERS. */
    record Reachable(IceServers iceServers) implements AckData {}
}
