package org.livechat.signaling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.api.control.ChannelDetail;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Member;
import org.livechat.api.store.Page;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ChannelEntry;
import org.livechat.protocol.ChannelMember;

/** What the control plane knows as the wire protocol shows it. */
final class Views {
    private Views() {}

    static ChannelMember member(Member member) {
        return new ChannelMember(member.userId(), member.ssrc());
    }

    static List<ChannelMember> members(List<Member> members) {
        return members.stream().map(Views::member).toList();
    }

    static ChannelEntry channel(ChannelSummary channel) {
        return new ChannelEntry(
                channel.id(),
                channel.frequency(),
                channel.name(),
                channel.mode(),
                channel.memberCount(),
                channel.capacity(),
                channel.createdAtMillis(),
                channel.recorded());
    }

    static AckData messages(String channelId, Page<StoredMessage> page) {
        return new AckData.PastMessages(
                channelId,
                page.entries().stream()
                        .map(message -> new AckData.PastMessage(
                                message.messageId(), message.authorId(), message.content(), message.timestampMillis()))
                        .toList(),
                page.before(),
                !page.complete());
    }

    static AckData bursts(
            String channelId, Page<StoredBurst> page, Optional<Map<StoredBurst, List<String>>> recordings) {
        Map<StoredBurst, List<String>> known = recordings.orElse(Map.of());
        return new AckData.PastBursts(
                channelId,
                page.entries().stream()
                        .map(burst -> new AckData.PastBurst(
                                burst.userId(),
                                burst.indicator(),
                                burst.startedAtMillis(),
                                burst.length(),
                                burst.ending().wireName(),
                                burst.epoch(),
                                burst.sequence(),
                                known.getOrDefault(burst, List.of())))
                        .toList(),
                page.before(),
                !page.complete(),
                recordings.isPresent());
    }

    static AckData details(ChannelDetail channel) {
        return new AckData.Details(channel(channel.summary()), members(channel.members()));
    }
}
