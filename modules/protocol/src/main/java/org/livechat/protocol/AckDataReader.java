package org.livechat.protocol;

import java.util.Optional;
import org.livechat.api.ChannelMode;

/** What an ACK carries, by the request that it answers. */
final class AckDataReader {
    private static final int MAX_ENTRIES = 1_000_000;
    private static final long MAX_SSRC = 0xFFFF_FFFFL;
    private static final long MAX_MILLIS = (1L << 53) - 1;

    private AckDataReader() {}

    static ServerMessage.Ack ack(Fields d, Optional<RequestId> id) {
        int number = d.number("op", 0, Integer.MAX_VALUE);
        Opcode request =
                Opcode.of(number).orElseThrow(() -> ProtocolException.unknown("ACK: op " + number + " is unknown"));
        return new ServerMessage.Ack(request, data(request, d), id);
    }

    private static AckData data(Opcode request, Fields d) {
        if (request == Opcode.CHANNEL_LIST) {
            return new AckData.Listing(d.list("data", MAX_ENTRIES, AckDataReader::channel));
        }
        Fields data = d.object("data");
        if (request == Opcode.CHANNEL_INFO) {
            return new AckData.Details(channel(data), data.list("peers", MAX_ENTRIES, AckDataReader::member));
        }
        if (request == Opcode.ICE_SERVERS) {
            return new AckData.Reachable(IceServersText.read(data));
        }
        if (request == Opcode.HISTORY) {
            return HistoryText.read(data);
        }
        String channelId = ServerMessageReader.text(data, "channel_id");
        // Not every opcode is a request that is acknowledged, so this switch cannot be exhaustive.
        return switch (request) {
            case CHANNEL_CREATE ->
                new AckData.Created(
                        channelId,
                        ServerMessageReader.text(data, "freq"),
                        ServerMessageReader.text(data, "channel_name"),
                        mode(data));
            case CHANNEL_JOIN ->
                new AckData.Joined(
                        channelId,
                        mode(data),
                        data.optionalText("sdp_answer", 0, PacketCodec.MAX_TEXT),
                        data.list("active_members", MAX_ENTRIES, AckDataReader::member));
            case CHANNEL_UPDATE -> new AckData.Updated(channelId, ServerMessageReader.text(data, "channel_name"));
            case RENEGOTIATE -> new AckData.Renegotiated(channelId, data.text("sdp_answer", 0, PacketCodec.MAX_TEXT));
            case CHANNEL_LEAVE, CHANNEL_DELETE, TRACK_SELECT -> new AckData.Done(channelId);
            default -> throw ProtocolException.unknown("ACK: " + request + " is not acknowledged");
        };
    }

    static ChannelMember member(Fields member) {
        return new ChannelMember(ServerMessageReader.text(member, "user_id"), member.number("ssrc", 0, MAX_SSRC));
    }

    private static ChannelEntry channel(Fields channel) {
        return new ChannelEntry(
                ServerMessageReader.text(channel, "channel_id"),
                ServerMessageReader.text(channel, "freq"),
                ServerMessageReader.text(channel, "name"),
                mode(channel),
                channel.number("member_count", 0, Integer.MAX_VALUE),
                channel.number("capacity", 0, Integer.MAX_VALUE),
                channel.number("created_at", 0, MAX_MILLIS),
                channel.flag("recorded"));
    }

    private static ChannelMode mode(Fields fields) {
        return fields.choice("mode", ChannelMode.values(), ChannelMode::wireName);
    }
}
