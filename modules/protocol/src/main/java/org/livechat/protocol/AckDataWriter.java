package org.livechat.protocol;

/** Writes what an ACK carries, the key {@code data} included. */
final class AckDataWriter {
    private AckDataWriter() {}

    static void write(JsonObjectWriter d, AckData data) {
        switch (data) {
            case AckData.Created created ->
                d.putObject(
                        "data",
                        content -> content.put("channel_id", created.channelId())
                                .put("freq", created.frequency())
                                .put("channel_name", created.channelName())
                                .put("mode", created.mode().wireName()));
            case AckData.Joined joined ->
                d.putObject(
                        "data",
                        content -> content.put("channel_id", joined.channelId())
                                .put("mode", joined.mode().wireName())
                                .putOrNull("sdp_answer", joined.sdpAnswer())
                                .putList("active_members", joined.activeMembers(), AckDataWriter::member));
            case AckData.Done done -> d.putObject("data", content -> content.put("channel_id", done.channelId()));
            case AckData.Updated updated ->
                d.putObject(
                        "data",
                        content -> content.put("channel_id", updated.channelId())
                                .put("channel_name", updated.channelName()));
            case AckData.Listing listing -> d.putList("data", listing.channels(), AckDataWriter::channel);
            case AckData.Details details ->
                d.putObject("data", content -> {
                    channel(content, details.channel());
                    content.putList("peers", details.peers(), AckDataWriter::member);
                });
            case AckData.Renegotiated renegotiated ->
                d.putObject(
                        "data",
                        content -> content.put("channel_id", renegotiated.channelId())
                                .put("sdp_answer", renegotiated.sdpAnswer()));
            case AckData.PastMessages past -> d.putObject("data", content -> HistoryText.write(content, past));
            case AckData.PastBursts past -> d.putObject("data", content -> HistoryText.write(content, past));
            case AckData.Reachable reachable ->
                d.putObject("data", content -> IceServersText.write(content, reachable.iceServers()));
        }
    }

    static void member(JsonObjectWriter content, ChannelMember member) {
        content.put("user_id", member.userId()).put("ssrc", member.ssrc());
    }

    private static void channel(JsonObjectWriter content, ChannelEntry channel) {
        content.put("channel_id", channel.channelId())
                .put("freq", channel.frequency())
                .put("name", channel.name())
                .put("mode", channel.mode().wireName())
                .put("member_count", channel.memberCount())
                .put("capacity", channel.capacity())
                .put("created_at", channel.createdAtMillis());
        if (channel.recorded()) {
            content.put("recorded", true);
        }
    }
}
