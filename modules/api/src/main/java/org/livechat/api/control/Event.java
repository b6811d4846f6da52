package org.livechat.api.control;

import java.time.Duration;
import java.util.List;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;

/**
 * Everything that a session is told without having asked, and what its floor requests come to. There will be more of them:
 * a switch over events needs a {@code default}.
 *
 * @since 1
 */
public sealed interface Event {
    String channelId();

    record FloorGranted(String channelId, String userId, Duration duration) implements Event {}

    record FloorDenied(String channelId, FloorDenyCause cause, String reason) implements Event {}

    record FloorRevoked(String channelId, FloorRevokeCause cause) implements Event {}

    record FloorTaken(String channelId, String userId, FloorIndicator indicator) implements Event {}

    record FloorIdle(String channelId) implements Event {}

    record FloorQueued(String channelId, int position, int size) implements Event {}

    record FloorPong(String channelId) implements Event {}

    record MemberJoined(String channelId, Member member) implements Event {}

    record MemberLeft(String channelId, Member member) implements Event {}

    record ChannelUpdated(String channelId, String name, int capacity) implements Event {}

    record ChannelDeleted(String channelId) implements Event {}

    record TracksChanged(String channelId, List<SlotAssignment> slots) implements Event {}

    /**
     * What the client sends is dropped, since it has no floor or may not talk; told about once a second while it goes on.
     * Only to members that {@linkplain JoinRequest#sendsAlways send always}; others are told to stop.
     */
    record MediaUnheard(String channelId) implements Event {}

    /** The member's media has ended by itself; it stays a member without any until it leaves. */
    record MediaEnded(String channelId, MediaListener.Reason reason) implements Event {}

    /** The server is about to stop; who talks may go on for {@code limit}. */
    record Draining(String channelId, Duration limit) implements Event {}

    /** The server does not stop after all. */
    record DrainEnded(String channelId) implements Event {}

    /** An operator lets the member talk no more here. Told again when it joins anew. */
    record Muted(String channelId) implements Event {}

    /** The member may talk again. */
    record Unmuted(String channelId) implements Event {}

    /** What is said in the channel is recorded. Told to each member as it joins. */
    record Recorded(String channelId) implements Event {}

    /** {@code timestampMillis} is Unix time. */
    record MessagePosted(String channelId, String messageId, String authorId, String content, long timestampMillis)
            implements Event {}
}
