package org.livechat.signaling;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.livechat.api.control.Event;
import org.livechat.protocol.EncodedPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ServerMessage;

/**
 * Encodes events, each once: an event goes to every member of a channel as the same object, one after the other, so the
 * packets of the latest few are remembered. Thread-safe.
 */
final class EventEncoder {
    private static final int REMEMBERED = 64;

    private record Encoded(Event event, EncodedPacket packet) {}

    private final AtomicReferenceArray<Encoded> latest = new AtomicReferenceArray<>(REMEMBERED);

    EncodedPacket encode(Event event) {
        int place = System.identityHashCode(event) % REMEMBERED;
        Encoded remembered = latest.getAcquire(place);
        if (remembered != null && isSame(remembered.event(), event)) {
            return remembered.packet();
        }
        EncodedPacket packet = PacketCodec.encode(message(event));
        latest.setRelease(place, new Encoded(event, packet));
        return packet;
    }

    @SuppressWarnings("ReferenceEquality") // comparing all of two events would cost more than encoding one again
    private static boolean isSame(Event one, Event other) {
        return one == other;
    }

    static ServerMessage message(Event event) {
        return switch (event) {
            case Event.FloorGranted granted ->
                new ServerMessage.FloorGranted(granted.channelId(), granted.userId(), granted.duration());
            case Event.FloorDenied denied ->
                new ServerMessage.FloorDeny(denied.channelId(), denied.reason(), denied.cause());
            case Event.FloorRevoked revoked -> new ServerMessage.FloorRevoke(revoked.channelId(), revoked.cause());
            case Event.FloorTaken taken ->
                new ServerMessage.FloorTaken(taken.channelId(), taken.userId(), taken.indicator());
            case Event.FloorIdle idle -> new ServerMessage.FloorIdle(idle.channelId());
            case Event.FloorQueued queued ->
                new ServerMessage.FloorQueuePosInfo(queued.channelId(), queued.position(), queued.size());
            case Event.FloorPong pong -> new ServerMessage.FloorPong(pong.channelId());
            case Event.MemberJoined joined ->
                new ServerMessage.MemberJoined(joined.channelId(), Views.member(joined.member()));
            case Event.MemberLeft left -> new ServerMessage.MemberLeft(left.channelId(), Views.member(left.member()));
            case Event.ChannelUpdated updated ->
                new ServerMessage.ChannelUpdated(
                        updated.channelId(), Optional.of(updated.name()), OptionalInt.of(updated.capacity()));
            case Event.ChannelDeleted deleted -> new ServerMessage.ChannelDeleted(deleted.channelId());
            case Event.Draining draining -> new ServerMessage.Draining(draining.channelId(), draining.limit());
            case Event.DrainEnded ended -> new ServerMessage.DrainEnded(ended.channelId());
            case Event.TracksChanged tracks -> new ServerMessage.TracksChanged(tracks.channelId(), tracks.slots());
            case Event.MessagePosted posted ->
                new ServerMessage.MessageEvent(
                        posted.messageId(),
                        posted.channelId(),
                        posted.authorId(),
                        posted.content(),
                        posted.timestampMillis());
        };
    }
}
