package org.livechat.signaling;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.livechat.api.control.Event;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ServerMessage;

/**
 * Encodes events, each once: an event goes to every member of a channel as the same object, one after the other, so the
 * packets of the latest few are remembered. Thread-safe.
 */
final class EventEncoder {
    private static final int REMEMBERED = 64;

    private record Encoded(Event event, Parcel packet) {}

    private final AtomicReferenceArray<Encoded> latest = new AtomicReferenceArray<>(REMEMBERED);

    /** The packet of an event; empty for one that clients with a WebSocket are not told. */
    Optional<Parcel> encode(Event event) {
        int place = System.identityHashCode(event) % REMEMBERED;
        Encoded remembered = latest.getAcquire(place);
        if (remembered != null && isSame(remembered.event(), event)) {
            return Optional.of(remembered.packet());
        }
        Optional<Parcel> packet = message(event).map(PacketCodec::encode).map(Parcel::of);
        packet.ifPresent(encoded -> latest.setRelease(place, new Encoded(event, encoded)));
        return packet;
    }

    @SuppressWarnings("ReferenceEquality") // comparing all of two events would cost more than encoding one again
    private static boolean isSame(Event one, Event other) {
        return one == other;
    }

    static Optional<ServerMessage> message(Event event) {
        return switch (event) {
            // Who has a WebSocket is told to stop by REVOKE.
            case Event.MediaUnheard _ -> Optional.empty();
            case Event.MediaEnded ended -> Optional.of(new ServerMessage.MediaEnded(ended.channelId(), ended.reason()));
            case Event.FloorGranted granted ->
                Optional.of(new ServerMessage.FloorGranted(granted.channelId(), granted.userId(), granted.duration()));
            case Event.FloorDenied denied ->
                Optional.of(new ServerMessage.FloorDeny(denied.channelId(), denied.reason(), denied.cause()));
            case Event.FloorRevoked revoked ->
                Optional.of(new ServerMessage.FloorRevoke(revoked.channelId(), revoked.cause()));
            case Event.FloorTaken taken ->
                Optional.of(new ServerMessage.FloorTaken(taken.channelId(), taken.userId(), taken.indicator()));
            case Event.FloorIdle idle -> Optional.of(new ServerMessage.FloorIdle(idle.channelId()));
            case Event.FloorQueued queued ->
                Optional.of(new ServerMessage.FloorQueuePosInfo(queued.channelId(), queued.position(), queued.size()));
            case Event.FloorPong pong -> Optional.of(new ServerMessage.FloorPong(pong.channelId()));
            case Event.MemberJoined joined ->
                Optional.of(new ServerMessage.MemberJoined(joined.channelId(), Views.member(joined.member())));
            case Event.MemberLeft left ->
                Optional.of(new ServerMessage.MemberLeft(left.channelId(), Views.member(left.member())));
            case Event.ChannelUpdated updated ->
                Optional.of(new ServerMessage.ChannelUpdated(
                        updated.channelId(), Optional.of(updated.name()), OptionalInt.of(updated.capacity())));
            case Event.ChannelDeleted deleted -> Optional.of(new ServerMessage.ChannelDeleted(deleted.channelId()));
            case Event.Draining draining ->
                Optional.of(new ServerMessage.Draining(draining.channelId(), draining.limit()));
            case Event.DrainEnded ended -> Optional.of(new ServerMessage.DrainEnded(ended.channelId()));
            case Event.Muted muted -> Optional.of(new ServerMessage.Muted(muted.channelId()));
            case Event.Recorded recorded -> Optional.of(new ServerMessage.Recorded(recorded.channelId()));
            case Event.Unmuted unmuted -> Optional.of(new ServerMessage.Unmuted(unmuted.channelId()));
            case Event.TracksChanged tracks ->
                Optional.of(new ServerMessage.TracksChanged(tracks.channelId(), tracks.slots()));
            case Event.MessagePosted posted ->
                Optional.of(new ServerMessage.MessageEvent(
                        posted.messageId(),
                        posted.channelId(),
                        posted.authorId(),
                        posted.content(),
                        posted.timestampMillis()));
        };
    }
}
