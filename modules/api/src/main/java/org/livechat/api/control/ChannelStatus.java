package org.livechat.api.control;

import java.util.List;
import java.util.Optional;

/**
 * A channel as operators see it.
 *
 * @param summary what everybody sees
 * @param members who is in it, in order of joining
 * @param endpoints ids of its media endpoints, in order of joining
 * @param floor empty in a conference
 */
public record ChannelStatus(
        ChannelSummary summary, List<Member> members, List<String> endpoints, Optional<FloorStatus> floor) {
    public ChannelStatus {
        members = List.copyOf(members);
        endpoints = List.copyOf(endpoints);
    }
}
