package org.livechat.protocol;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.protocol.ServerMessage.ChannelEvent;

/** The payload of each server opcode, extensions optional. */
final class ServerMessageReader {
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_SLOTS = 10_000;
    private static final long MAX_LONG = (1L << 53) - 1;

    private ServerMessageReader() {}

    static ServerMessage read(Opcode opcode, Fields d, Optional<RequestId> id) {
        return switch (opcode) {
            case HELLO -> new ServerMessage.Hello(millis(d, "heartbeat_interval"));
            case HEARTBEAT_ACK -> new ServerMessage.HeartbeatAck();
            case READY ->
                new ServerMessage.Ready(
                        text(d, "session_id"),
                        text(d, "user_id"),
                        d.optionalInt("message_bytes", 1, Integer.MAX_VALUE),
                        d.has("resume_timeout") ? Optional.of(millis(d, "resume_timeout")) : Optional.empty(),
                        d.flag("resumed") ? OptionalLong.of(d.number("received", 0, MAX_LONG)) : OptionalLong.empty(),
                        IceServersText.read(d));
            case FLOOR_GRANTED ->
                new ServerMessage.FloorGranted(text(d, "channel_id"), text(d, "user_id"), millis(d, "duration"));
            case FLOOR_DENY -> new ServerMessage.FloorDeny(text(d, "channel_id"), text(d, "reason"), denyCause(d));
            case FLOOR_REVOKE ->
                new ServerMessage.FloorRevoke(
                        text(d, "channel_id"),
                        d.choice("cause", FloorRevokeCause.values(), FloorRevokeCause::wireName));
            case FLOOR_TAKEN ->
                new ServerMessage.FloorTaken(
                        text(d, "channel_id"),
                        text(d, "user_id"),
                        d.choice("indicator", FloorIndicator.values(), FloorIndicator::wireName));
            case FLOOR_IDLE -> new ServerMessage.FloorIdle(text(d, "channel_id"));
            case FLOOR_QUEUE_POS_INFO ->
                new ServerMessage.FloorQueuePosInfo(
                        text(d, "channel_id"), positive(d, "queue_position"), positive(d, "queue_size"));
            case FLOOR_PONG -> new ServerMessage.FloorPong(text(d, "channel_id"));
            case CHANNEL_EVENT -> channelEvent(d);
            case MESSAGE_EVENT ->
                new ServerMessage.MessageEvent(
                        text(d, "message_id"),
                        text(d, "channel_id"),
                        text(d, "author_id"),
                        text(d, "content"),
                        d.number("timestamp", 0, MAX_LONG));
            case ACK -> AckDataReader.ack(d, id);
            case ERROR ->
                new ServerMessage.Failure(
                        d.number("code", 0, Integer.MAX_VALUE),
                        text(d, "reason"),
                        d.optionalInt("op", Integer.MIN_VALUE, Integer.MAX_VALUE),
                        id);
            case HEARTBEAT,
                    IDENTIFY,
                    CHANNEL_CREATE,
                    CHANNEL_JOIN,
                    CHANNEL_LEAVE,
                    CHANNEL_UPDATE,
                    CHANNEL_DELETE,
                    CHANNEL_LIST,
                    CHANNEL_INFO,
                    RENEGOTIATE,
                    TRACK_SELECT,
                    MESSAGE_CREATE,
                    FLOOR_REQUEST,
                    FLOOR_RELEASE,
                    HISTORY,
                    ICE_SERVERS,
                    FLOOR_PING ->
                throw ProtocolException.unknown(
                        "op " + opcode.number() + " (" + opcode + ") is sent by clients, never to them");
        };
    }

    private static ChannelEvent channelEvent(Fields d) {
        String channelId = text(d, "channel_id");
        String event = text(d, "event");
        return switch (event) {
            case "join" -> new ServerMessage.MemberJoined(channelId, AckDataReader.member(d.object("member")));
            case "leave" -> new ServerMessage.MemberLeft(channelId, AckDataReader.member(d.object("member")));
            case "update" -> {
                Optional<Fields> data = d.optionalObject("data");
                yield new ServerMessage.ChannelUpdated(
                        channelId,
                        data.flatMap(content -> content.optionalText("channel_name", 0, MAX_TEXT)),
                        data.map(content -> content.optionalInt("capacity", 0, Integer.MAX_VALUE))
                                .orElse(OptionalInt.empty()));
            }
            case "delete" -> new ServerMessage.ChannelDeleted(channelId);
            case "drain" -> new ServerMessage.Draining(channelId, millis(d.object("data"), "limit_ms"));
            case "undrain" -> new ServerMessage.DrainEnded(channelId);
            case "media_ended" ->
                new ServerMessage.MediaEnded(
                        channelId,
                        d.object("data").choice("reason", MediaListener.Reason.values(), MediaReasons::wireName));
            case "mute" -> new ServerMessage.Muted(channelId);
            case "unmute" -> new ServerMessage.Unmuted(channelId);
            case "recorded" -> new ServerMessage.Recorded(channelId);
            case "tracks" ->
                new ServerMessage.TracksChanged(
                        channelId, d.object("data").list("slots", MAX_SLOTS, ServerMessageReader::slot));
            default -> throw ProtocolException.unknown("CHANNEL_EVENT: no event is called " + Fields.quoted(event));
        };
    }

    private static SlotAssignment slot(Fields slot) {
        return new SlotAssignment(
                text(slot, "mid"),
                slot.choice("kind", MediaKind.values(), MediaKind::wireName),
                slot.optionalText("user_id", 0, MAX_TEXT),
                slot.flag("paused"),
                slot.optionalText("undecodable", 0, MAX_TEXT));
    }

    private static FloorDenyCause denyCause(Fields d) {
        int number = d.optionalInt("cause", 0, Integer.MAX_VALUE).orElse(FloorDenyCause.OTHER.number());
        return Arrays.stream(FloorDenyCause.values())
                .filter(cause -> cause.number() == number)
                .findFirst()
                .orElse(FloorDenyCause.OTHER);
    }

    static String text(Fields fields, String key) {
        return fields.text(key, 0, MAX_TEXT);
    }

    private static int positive(Fields d, String key) {
        return d.number(key, 0, Integer.MAX_VALUE);
    }

    private static Duration millis(Fields d, String key) {
        return Duration.ofMillis(d.number(key, 0, MAX_LONG));
    }
}
