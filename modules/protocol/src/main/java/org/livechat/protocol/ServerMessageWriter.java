package org.livechat.protocol;

import org.livechat.api.media.SlotAssignment;
import org.livechat.protocol.ServerMessage.ChannelDeleted;
import org.livechat.protocol.ServerMessage.ChannelEvent;
import org.livechat.protocol.ServerMessage.ChannelUpdated;
import org.livechat.protocol.ServerMessage.DrainEnded;
import org.livechat.protocol.ServerMessage.Draining;
import org.livechat.protocol.ServerMessage.MediaEnded;
import org.livechat.protocol.ServerMessage.MemberJoined;
import org.livechat.protocol.ServerMessage.MemberLeft;
import org.livechat.protocol.ServerMessage.Muted;
import org.livechat.protocol.ServerMessage.Recorded;
import org.livechat.protocol.ServerMessage.TracksChanged;
import org.livechat.protocol.ServerMessage.Unmuted;

/** Writes the payload of each server message, the key {@code d} included. */
final class ServerMessageWriter {
    private ServerMessageWriter() {}

    static void write(JsonObjectWriter packet, ServerMessage message) {
        switch (message) {
            case ServerMessage.Hello hello ->
                packet.putObject(
                        "d",
                        d -> d.put(
                                "heartbeat_interval", hello.heartbeatInterval().toMillis()));
            case ServerMessage.HeartbeatAck _ -> packet.putNull("d");
            case ServerMessage.Ready ready ->
                packet.putObject("d", d -> {
                    d.put("session_id", ready.sessionId())
                            .put("user_id", ready.userId())
                            .put("message_bytes", ready.messageBytes());
                    ready.resumeTimeout().ifPresent(time -> d.put("resume_timeout", time.toMillis()));
                    ready.resumed().ifPresent(received -> d.put("resumed", true).put("received", received));
                    IceServersText.write(d, ready.iceServers());
                });
            case ServerMessage.FloorGranted granted ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", granted.channelId())
                                .put("user_id", granted.userId())
                                .put("duration", granted.duration().toMillis()));
            case ServerMessage.FloorDeny deny ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", deny.channelId())
                                .put("reason", deny.reason())
                                .put("cause", deny.cause().number()));
            case ServerMessage.FloorRevoke revoke ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", revoke.channelId())
                                .put("cause", revoke.cause().wireName())
                                .put("cause_code", revoke.cause().number()));
            case ServerMessage.FloorTaken taken ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", taken.channelId())
                                .put("user_id", taken.userId())
                                .put("indicator", taken.indicator().wireName()));
            case ServerMessage.FloorIdle idle -> packet.putObject("d", d -> d.put("channel_id", idle.channelId()));
            case ServerMessage.FloorQueuePosInfo queued ->
                packet.putObject(
                        "d",
                        d -> d.put("channel_id", queued.channelId())
                                .put("queue_position", queued.position())
                                .put("queue_size", queued.size()));
            case ServerMessage.FloorPong pong -> packet.putObject("d", d -> d.put("channel_id", pong.channelId()));
            case ChannelEvent event -> packet.putObject("d", d -> channelEvent(d, event));
            case ServerMessage.MessageEvent posted ->
                packet.putObject(
                        "d",
                        d -> d.put("message_id", posted.messageId())
                                .put("channel_id", posted.channelId())
                                .put("author_id", posted.authorId())
                                .put("content", posted.content())
                                .put("timestamp", posted.timestampMillis()));
            case ServerMessage.Ack ack ->
                packet.putObject("d", d -> {
                    d.put("op", ack.request().number());
                    AckDataWriter.write(d, ack.data());
                });
            case ServerMessage.Failure failure ->
                packet.putObject(
                        "d",
                        d -> d.put("code", failure.code())
                                .put("reason", failure.reason())
                                .put("op", failure.request()));
        }
    }

    private static void channelEvent(JsonObjectWriter d, ChannelEvent event) {
        switch (event) {
            case MemberJoined joined -> memberEvent(d, "join", event, joined.member());
            case MemberLeft left -> memberEvent(d, "leave", event, left.member());
            case ChannelUpdated updated -> {
                memberEvent(d, "update", event, ChannelMember.SYSTEM);
                d.putObject(
                        "data",
                        data -> data.put("channel_name", updated.channelName()).put("capacity", updated.capacity()));
            }
            case ChannelDeleted _ -> memberEvent(d, "delete", event, ChannelMember.SYSTEM);
            case Draining draining ->
                d.put("event", "drain")
                        .put("channel_id", draining.channelId())
                        .putObject(
                                "data",
                                data -> data.put("limit_ms", draining.limit().toMillis()));
            case DrainEnded ended -> d.put("event", "undrain").put("channel_id", ended.channelId());
            case MediaEnded ended ->
                d.put("event", "media_ended")
                        .put("channel_id", ended.channelId())
                        .putObject("data", data -> data.put("reason", MediaReasons.wireName(ended.reason())));
            case Muted muted -> d.put("event", "mute").put("channel_id", muted.channelId());
            case Unmuted unmuted -> d.put("event", "unmute").put("channel_id", unmuted.channelId());
            case Recorded recorded -> d.put("event", "recorded").put("channel_id", recorded.channelId());
            case TracksChanged tracks ->
                d.put("event", "tracks")
                        .put("channel_id", tracks.channelId())
                        .putObject("data", data -> data.putList("slots", tracks.slots(), ServerMessageWriter::slot));
        }
    }

    private static void memberEvent(JsonObjectWriter d, String name, ChannelEvent event, ChannelMember member) {
        d.put("event", name)
                .put("channel_id", event.channelId())
                .putObject("member", content -> AckDataWriter.member(content, member));
    }

    private static void slot(JsonObjectWriter content, SlotAssignment slot) {
        content.put("mid", slot.mid()).put("kind", slot.kind().wireName()).putOrNull("user_id", slot.userId());
        if (slot.paused()) {
            content.put("paused", true);
        }
        slot.undecodable().ifPresent(codec -> content.put("undecodable", codec));
    }
}
