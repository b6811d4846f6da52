package org.livechat.api.control;

import java.util.List;
import java.util.Optional;
import org.livechat.api.ChannelMode;

/** What a new member is told; {@code members} are all of the channel, itself included. */
public record JoinResult(String channelId, ChannelMode mode, Optional<String> sdpAnswer, List<Member> members) {
    public JoinResult {
        members = List.copyOf(members);
    }
}
