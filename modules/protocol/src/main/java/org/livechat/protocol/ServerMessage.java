package org.livechat.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;

/** What a server may send. */
public sealed interface ServerMessage {
    Opcode opcode();

    record Hello(Duration heartbeatInterval) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.HELLO;
        }
    }

    record HeartbeatAck() implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.HEARTBEAT_ACK;
        }
    }

    /**
     * The client is identified.
     *
     * @param messageBytes how long a message may be, in bytes of UTF-8; empty from a server that does not say it
     * @param resumeTimeout how long the session waits for its client to come back, behind a connection that was lost;
     *     empty where it does not
     * @param resumed how many packets of the session the server has taken, where it goes on; empty for a new session
     * @param iceServers what the client may take to the server's media
     */
    record Ready(
            String sessionId,
            String userId,
            OptionalInt messageBytes,
            Optional<Duration> resumeTimeout,
            OptionalLong resumed,
            IceServers iceServers)
            implements ServerMessage {
        /** From a server whose media is reached without help. */
        public Ready(
                String sessionId,
                String userId,
                OptionalInt messageBytes,
                Optional<Duration> resumeTimeout,
                OptionalLong resumed) {
            this(sessionId, userId, messageBytes, resumeTimeout, resumed, IceServers.NONE);
        }

        /** For a new session that ends with its connection. */
        public Ready(String sessionId, String userId, OptionalInt messageBytes) {
            this(sessionId, userId, messageBytes, Optional.empty(), OptionalLong.empty());
        }

        @Override
        public Opcode opcode() {
            return Opcode.READY;
        }
    }

    record FloorGranted(String channelId, String userId, Duration duration) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_GRANTED;
        }
    }

    record FloorDeny(String channelId, String reason, FloorDenyCause cause) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_DENY;
        }
    }

    record FloorRevoke(String channelId, FloorRevokeCause cause) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_REVOKE;
        }
    }

    record FloorTaken(String channelId, String userId, FloorIndicator indicator) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_TAKEN;
        }
    }

    record FloorIdle(String channelId) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_IDLE;
        }
    }

    /** {@code position} counts from 1. */
    record FloorQueuePosInfo(String channelId, int position, int size) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_QUEUE_POS_INFO;
        }
    }

    record FloorPong(String channelId) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_PONG;
        }
    }

    /** Something happened in a channel; on the wire one opcode, told apart by {@code event}. */
    sealed interface ChannelEvent extends ServerMessage {
        String channelId();

        @Override
        default Opcode opcode() {
            return Opcode.CHANNEL_EVENT;
        }
    }

    record MemberJoined(String channelId, ChannelMember member) implements ChannelEvent {}

    record MemberLeft(String channelId, ChannelMember member) implements ChannelEvent {}

    /** Name and capacity are an extension that a server may leave out. */
    record ChannelUpdated(String channelId, Optional<String> channelName, OptionalInt capacity)
            implements ChannelEvent {}

    record ChannelDeleted(String channelId) implements ChannelEvent {}

    /** An extension: the server is about to stop; who talks may go on for {@code limit}. */
    record Draining(String channelId, Duration limit) implements ChannelEvent {}

    /** An extension: the server does not stop after all. */
    record DrainEnded(String channelId) implements ChannelEvent {}

    /** An extension: the client's own media has ended by itself; it stays a member without any. */
    record MediaEnded(String channelId, MediaListener.Reason reason) implements ChannelEvent {}

    /** An extension: an operator lets this client talk no more here. */
    record Muted(String channelId) implements ChannelEvent {}

    /** An extension: this client may talk again. */
    record Unmuted(String channelId) implements ChannelEvent {}

    /** An extension: what is said in this channel is recorded. */
    record Recorded(String channelId) implements ChannelEvent {}

    record TracksChanged(String channelId, List<SlotAssignment> slots) implements ChannelEvent {
        public TracksChanged {
            slots = List.copyOf(slots);
        }
    }

    /** {@code timestampMillis} is Unix time. */
    record MessageEvent(String messageId, String channelId, String authorId, String content, long timestampMillis)
            implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.MESSAGE_EVENT;
        }
    }

    /** A request was carried out. */
    record Ack(Opcode request, AckData data, Optional<RequestId> id) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.ACK;
        }
    }

    /**
     * A request failed, or the connection is about to end.
     *
     * @param code one of {@link org.livechat.api.ErrorCode}'s numbers, or one that this version does not know
     * @param request the number of the failed request; empty when the error answers none
     */
    record Failure(int code, String reason, OptionalInt request, Optional<RequestId> id) implements ServerMessage {
        @Override
        public Opcode opcode() {
            return Opcode.ERROR;
        }
    }
}
