package org.livechat.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.MediaKind;

/** What a client may send. */
public sealed interface ClientMessage {
    Opcode opcode();

    /** What only an identified client may send. */
    sealed interface Request extends ClientMessage {}

    record Heartbeat() implements ClientMessage {
        @Override
        public Opcode opcode() {
            return Opcode.HEARTBEAT;
        }
    }

    /**
     * Who the client is.
     *
     * @param priority the default of the session's floor requests, 0..255
     * @param resume the session that it had, if it wants that one to go on
     */
    record Identify(String userId, String token, int priority, Optional<Resume> resume) implements ClientMessage {
        /** The priority of a client that names none. */
        public static final int DEFAULT_PRIORITY = 100;

        /** For a new session. */
        public Identify(String userId, String token, int priority) {
            this(userId, token, priority, Optional.empty());
        }

        @Override
        public Opcode opcode() {
            return Opcode.IDENTIFY;
        }

        /** Leaves the token out, so that no log ever shows it. */
        @Override
        public String toString() {
            return "Identify[userId=" + userId + ", priority=" + priority + "]";
        }
    }

    /**
     * Which session is to go on, over another connection than before.
     *
     * @param received how many packets of that session have come, all behind its first READY but the READY of later
     *     connections; empty when the client did not count, which then gets what came while it had no connection
     */
    record Resume(String sessionId, OptionalLong received) {
        /** Leaves the session's id out, which is a secret of its client. */
        @Override
        public String toString() {
            return "Resume[received=" + received + "]";
        }
    }

    /** How a channel's floor differs from the configured one; names are 1 to 64 characters, the limit 0 to 1000. */
    record FloorWish(Optional<String> profile, Optional<String> policy, OptionalInt queueLimit) {}

    record ChannelCreate(
            String channelId,
            String frequency,
            String channelName,
            ChannelMode mode,
            OptionalInt capacity,
            Optional<FloorWish> floor,
            boolean record)
            implements Request {
        /** Without a record. */
        public ChannelCreate(
                String channelId,
                String frequency,
                String channelName,
                ChannelMode mode,
                OptionalInt capacity,
                Optional<FloorWish> floor) {
            this(channelId, frequency, channelName, mode, capacity, floor, false);
        }

        /** With the configured floor. */
        public ChannelCreate(
                String channelId, String frequency, String channelName, ChannelMode mode, OptionalInt capacity) {
            this(channelId, frequency, channelName, mode, capacity, Optional.empty());
        }

        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_CREATE;
        }
    }

    /** A stream that a client says it will send; {@code ssrc} is an unsigned 32-bit number. */
    record AnnouncedTrack(MediaKind kind, long ssrc) {}

    /** {@code ssrc} is an unsigned 32-bit number. */
    record ChannelJoin(
            String channelId,
            long ssrc,
            Optional<String> ufrag,
            Optional<String> sdpOffer,
            List<AnnouncedTrack> tracks,
            boolean listenOnly)
            implements Request {
        public ChannelJoin {
            tracks = List.copyOf(tracks);
        }

        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_JOIN;
        }
    }

    record ChannelLeave(String channelId) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_LEAVE;
        }
    }

    record ChannelUpdate(String channelId, String channelName, OptionalInt capacity) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_UPDATE;
        }
    }

    record ChannelDelete(String channelId) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_DELETE;
        }
    }

    record ChannelList() implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_LIST;
        }
    }

    record ChannelInfo(String channelId) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.CHANNEL_INFO;
        }
    }

    record Renegotiate(String channelId, String sdpOffer) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.RENEGOTIATE;
        }
    }

    /** An empty user frees the slot; {@code layer} is a simulcast rid, {@code height} that of the tile in pixels. */
    record TrackSelect(
            String channelId, String mid, Optional<String> userId, Optional<String> layer, OptionalInt height)
            implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.TRACK_SELECT;
        }
    }

    record MessageCreate(String channelId, String content) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.MESSAGE_CREATE;
        }
    }

    /** What a page of history has in it. */
    enum HistoryKind {
        MESSAGES("messages"),
        BURSTS("bursts");

        private final String wireName;

        HistoryKind(String wireName) {
            this.wireName = wireName;
        }

        /** The name in JSON. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Asks for what was said in a channel, or who talked, the latest first.
     *
     * @param before what the page behind this one said is before it; empty for the latest page
     * @param limit the most entries
     */
    record History(String channelId, HistoryKind kind, OptionalLong before, int limit) implements Request {
        /** The most entries that a page may have, and those of a client that does not say how many. */
        public static final int MOST = 100;

        public static final int DEFAULT_LIMIT = 50;

        @Override
        public Opcode opcode() {
            return Opcode.HISTORY;
        }
    }

    record FloorRequest(String channelId, OptionalInt priority, FloorIndicator indicator) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_REQUEST;
        }
    }

    record FloorRelease(String channelId) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_RELEASE;
        }
    }

    record FloorPing(String channelId) implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.FLOOR_PING;
        }
    }

    /** Asks for credentials for STUN and TURN servers anew, before those of READY expire. */
    record IceServersRequest() implements Request {
        @Override
        public Opcode opcode() {
            return Opcode.ICE_SERVERS;
        }
    }
}
