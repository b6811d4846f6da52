package org.livechat.signaling;

import java.util.Optional;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.MediaReasons;
import org.livechat.protocol.ServerMessage;

/**
 * What the trace says of a packet in a line. Tokens are left out; session descriptions and messages, which are private
 * and long, are told by their length.
 */
final class PacketSummary {
    private PacketSummary() {}

    /** The channel that a client's packet is about. */
    static Optional<String> channel(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Heartbeat _,
                    ClientMessage.Identify _,
                    ClientMessage.ChannelList _,
                    ClientMessage.IceServersRequest _ -> Optional.empty();
            case ClientMessage.ChannelCreate create -> Optional.of(create.channelId());
            case ClientMessage.ChannelJoin join -> Optional.of(join.channelId());
            case ClientMessage.ChannelLeave leave -> Optional.of(leave.channelId());
            case ClientMessage.ChannelUpdate update -> Optional.of(update.channelId());
            case ClientMessage.ChannelDelete delete -> Optional.of(delete.channelId());
            case ClientMessage.ChannelInfo info -> Optional.of(info.channelId());
            case ClientMessage.Renegotiate renegotiate -> Optional.of(renegotiate.channelId());
            case ClientMessage.TrackSelect select -> Optional.of(select.channelId());
            case ClientMessage.History history -> Optional.of(history.channelId());
            case ClientMessage.MessageCreate create -> Optional.of(create.channelId());
            case ClientMessage.FloorRequest floor -> Optional.of(floor.channelId());
            case ClientMessage.FloorRelease floor -> Optional.of(floor.channelId());
            case ClientMessage.FloorPing floor -> Optional.of(floor.channelId());
        };
    }

    static String of(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Identify identify ->
                "priority " + identify.priority() + (identify.resume().isPresent() ? ", resume" : "");
            case ClientMessage.ChannelCreate create ->
                "%s, freq %s, %s"
                        .formatted(
                                create.channelName(),
                                create.frequency(),
                                create.mode().wireName());
            case ClientMessage.ChannelJoin join ->
                "ssrc " + join.ssrc()
                        + join.sdpOffer().map(PacketSummary::offer).orElse(", no media")
                        + (join.listenOnly() ? ", listens only" : "");
            case ClientMessage.ChannelUpdate update ->
                update.channelName()
                        + (update.capacity().isPresent()
                                ? ", capacity " + update.capacity().getAsInt()
                                : "");
            case ClientMessage.Renegotiate renegotiate ->
                "offer of " + renegotiate.sdpOffer().length() + " characters";
            case ClientMessage.TrackSelect select ->
                "slot " + select.mid()
                        + select.userId().map(user -> " shows " + user).orElse(" is free");
            case ClientMessage.History history -> history.kind().wireName();
            case ClientMessage.MessageCreate create -> create.content().length() + " characters";
            case ClientMessage.FloorRequest floor ->
                floor.indicator().wireName()
                        + (floor.priority().isPresent()
                                ? ", priority " + floor.priority().getAsInt()
                                : "");
            case ClientMessage.Heartbeat _,
                    ClientMessage.ChannelLeave _,
                    ClientMessage.ChannelDelete _,
                    ClientMessage.ChannelList _,
                    ClientMessage.ChannelInfo _,
                    ClientMessage.FloorRelease _,
                    ClientMessage.FloorPing _,
                    ClientMessage.IceServersRequest _ -> "";
        };
    }

    private static String offer(String sdp) {
        return ", offer of " + sdp.length() + " characters";
    }

    /** The channel that a server's packet is about. */
    static Optional<String> channel(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Hello _, ServerMessage.HeartbeatAck _, ServerMessage.Ready _, ServerMessage.Failure _ ->
                Optional.empty();
            case ServerMessage.FloorGranted granted -> Optional.of(granted.channelId());
            case ServerMessage.FloorDeny deny -> Optional.of(deny.channelId());
            case ServerMessage.FloorRevoke revoke -> Optional.of(revoke.channelId());
            case ServerMessage.FloorTaken taken -> Optional.of(taken.channelId());
            case ServerMessage.FloorIdle idle -> Optional.of(idle.channelId());
            case ServerMessage.FloorQueuePosInfo queued -> Optional.of(queued.channelId());
            case ServerMessage.FloorPong pong -> Optional.of(pong.channelId());
            case ServerMessage.ChannelEvent event -> Optional.of(event.channelId());
            case ServerMessage.MessageEvent event -> Optional.of(event.channelId());
            case ServerMessage.Ack ack -> channel(ack.data());
        };
    }

    private static Optional<String> channel(AckData data) {
        return switch (data) {
            case AckData.Listing _, AckData.Reachable _ -> Optional.empty();
            case AckData.Created created -> Optional.of(created.channelId());
            case AckData.Joined joined -> Optional.of(joined.channelId());
            case AckData.Done done -> Optional.of(done.channelId());
            case AckData.Updated updated -> Optional.of(updated.channelId());
            case AckData.Details details -> Optional.of(details.channel().channelId());
            case AckData.PastMessages past -> Optional.of(past.channelId());
            case AckData.PastBursts past -> Optional.of(past.channelId());
            case AckData.Renegotiated renegotiated -> Optional.of(renegotiated.channelId());
        };
    }

    static String of(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Hello hello ->
                "heartbeat every " + hello.heartbeatInterval().toMillis() + " ms";
            case ServerMessage.HeartbeatAck _, ServerMessage.FloorIdle _, ServerMessage.FloorPong _ -> "";
            case ServerMessage.Ready ready ->
                (ready.resumed().isPresent() ? "resumed session of " : "session of ") + ready.userId();
            case ServerMessage.FloorGranted granted ->
                "for " + granted.duration().toMillis() + " ms";
            case ServerMessage.FloorDeny deny ->
                deny.reason() + " (cause " + deny.cause().number() + ")";
            case ServerMessage.FloorRevoke revoke -> revoke.cause().wireName();
            case ServerMessage.FloorTaken taken ->
                "by " + taken.userId() + ", " + taken.indicator().wireName();
            case ServerMessage.FloorQueuePosInfo queued -> queued.position() + " of " + queued.size();
            case ServerMessage.MemberJoined joined ->
                "join of " + joined.member().userId();
            case ServerMessage.MemberLeft left -> "leave of " + left.member().userId();
            case ServerMessage.ChannelUpdated updated ->
                "update" + updated.channelName().map(name -> ": " + name).orElse("");
            case ServerMessage.ChannelDeleted _ -> "delete";
            case ServerMessage.Draining draining ->
                "drain within " + draining.limit().toMillis() + " ms";
            case ServerMessage.DrainEnded _ -> "undrain";
            case ServerMessage.MediaEnded ended -> "media ended: " + MediaReasons.wireName(ended.reason());
            case ServerMessage.Muted _ -> "mute";
            case ServerMessage.Unmuted _ -> "unmute";
            case ServerMessage.Recorded _ -> "recorded";
            case ServerMessage.TracksChanged tracks ->
                "tracks of " + tracks.slots().size() + " slots";
            case ServerMessage.MessageEvent event -> event.content().length() + " characters from " + event.authorId();
            case ServerMessage.Ack ack -> ack.request().name();
            case ServerMessage.Failure failure -> failure.code() + " " + failure.reason();
        };
    }
}
