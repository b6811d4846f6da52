package org.livechat.protocol;

import org.livechat.protocol.ClientMessage.AnnouncedTrack;

/** Writes the payload of each client message, the key {@code d} included. */
final class ClientMessageWriter {
    private ClientMessageWriter() {}

    static void write(JsonObjectWriter packet, ClientMessage message) {
        switch (message) {
            case ClientMessage.Heartbeat _, ClientMessage.ChannelList _, ClientMessage.IceServersRequest _ ->
                packet.putNull("d");
            case ClientMessage.Identify identify ->
                packet.putObject("d", d -> {
                    d.put("user_id", identify.userId())
                            .put("token", identify.token())
                            .put("priority", identify.priority());
                    identify.resume()
                            .ifPresent(resume ->
                                    d.put("resume", resume.sessionId()).put("received", resume.received()));
                });
            case ClientMessage.ChannelCreate create -> packet.putObject("d", d -> create(d, create));
            case ClientMessage.ChannelJoin join -> packet.putObject("d", d -> join(d, join));
            case ClientMessage.ChannelUpdate update ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", update.channelId())
                                .put("channel_name", update.channelName())
                                .put("capacity", update.capacity()));
            case ClientMessage.Renegotiate renegotiate ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", renegotiate.channelId()).put("sdp_offer", renegotiate.sdpOffer()));
            case ClientMessage.TrackSelect select ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", select.channelId())
                                .put("mid", select.mid())
                                .putOrNull("user_id", select.userId())
                                .put("layer", select.layer())
                                .put("height", select.height()));
            case ClientMessage.MessageCreate create ->
                packet.putObject(
                        "d", d -> d.put("channel_id", create.channelId()).put("content", create.content()));
            case ClientMessage.History history ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", history.channelId())
                                .put("kind", history.kind().wireName())
                                .put("before", history.before())
                                .put("limit", history.limit()));
            case ClientMessage.FloorRequest request ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", request.channelId())
                                .put("priority", request.priority())
                                .put("indicator", request.indicator().wireName()));
            case ClientMessage.ChannelLeave leave -> channel(packet, leave.channelId());
            case ClientMessage.ChannelDelete delete -> channel(packet, delete.channelId());
            case ClientMessage.ChannelInfo info -> channel(packet, info.channelId());
            case ClientMessage.FloorRelease release -> channel(packet, release.channelId());
            case ClientMessage.FloorPing ping -> channel(packet, ping.channelId());
        }
    }

    private static void channel(JsonObjectWriter packet, String channelId) {
        packet.putObject("d", d -> d.put("channel_id", channelId));
    }

    private static void create(JsonObjectWriter d, ClientMessage.ChannelCreate create) {
        d.put("channel_id", create.channelId())
                .put("freq", create.frequency())
                .put("channel_name", create.channelName())
                .put("mode", create.mode().wireName())
                .put("capacity", create.capacity());
        if (create.record()) {
            d.put("record", true);
        }
        create.floor()
                .ifPresent(wish -> d.putObject(
                        "floor",
                        floor -> floor.put("profile", wish.profile())
                                .put("policy", wish.policy())
                                .put("queue_limit", wish.queueLimit())));
    }

    private static void join(JsonObjectWriter d, ClientMessage.ChannelJoin join) {
        d.put("channel_id", join.channelId())
                .put("ssrc", join.ssrc())
                .put("ufrag", join.ufrag())
                .put("sdp_offer", join.sdpOffer());
        if (!join.tracks().isEmpty()) {
            d.putList("tracks", join.tracks(), ClientMessageWriter::track);
        }
        if (join.listenOnly()) {
            d.put("listen_only", true);
        }
    }

    private static void track(JsonObjectWriter content, AnnouncedTrack track) {
        content.put("kind", track.kind().wireName()).put("ssrc", track.ssrc());
    }
}
