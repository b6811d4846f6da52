package org.livechat.api.control;

import java.util.List;

/** A channel and who is in it. */
public record ChannelDetail(ChannelSummary summary, List<Member> members) {
    public ChannelDetail {
        members = List.copyOf(members);
    }
}
