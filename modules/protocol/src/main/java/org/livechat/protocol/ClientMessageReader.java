package org.livechat.protocol;

import java.util.regex.Pattern;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.FloorIndicator;
import org.livechat.api.media.MediaKind;
import org.livechat.protocol.ClientMessage.AnnouncedTrack;
import org.livechat.protocol.ClientMessage.ChannelCreate;
import org.livechat.protocol.ClientMessage.ChannelDelete;
import org.livechat.protocol.ClientMessage.ChannelInfo;
import org.livechat.protocol.ClientMessage.ChannelJoin;
import org.livechat.protocol.ClientMessage.ChannelLeave;
import org.livechat.protocol.ClientMessage.ChannelList;
import org.livechat.protocol.ClientMessage.ChannelUpdate;
import org.livechat.protocol.ClientMessage.FloorPing;
import org.livechat.protocol.ClientMessage.FloorRelease;
import org.livechat.protocol.ClientMessage.FloorRequest;
import org.livechat.protocol.ClientMessage.FloorWish;
import org.livechat.protocol.ClientMessage.Heartbeat;
import org.livechat.protocol.ClientMessage.History;
import org.livechat.protocol.ClientMessage.HistoryKind;
import org.livechat.protocol.ClientMessage.IceServersRequest;
import org.livechat.protocol.ClientMessage.Identify;
import org.livechat.protocol.ClientMessage.MessageCreate;
import org.livechat.protocol.ClientMessage.Renegotiate;
import org.livechat.protocol.ClientMessage.TrackSelect;

/** The payload of each client opcode. Says nothing about whether a channel exists or a message is too long. */
final class ClientMessageReader {
    private static final int MAX_ID = 64;
    private static final int MAX_NAME = 64;
    private static final int FREQUENCY_DIGITS = 4;
    private static final int MAX_TOKEN = 8192;
    private static final int MAX_LABEL = 64;

    /** As long as the RTP header extension can carry it (RFC 8285 4.3). */
    private static final int MAX_MID = 255;

    private static final int MAX_UFRAG = 256;
    private static final int MAX_TRACKS = 64;
    private static final int MAX_QUEUE = 1000;
    private static final int MAX_HEIGHT = 16_384;
    private static final long MAX_SSRC = 0xFFFF_FFFFL;
    private static final long MOST_PACKETS = (1L << 53) - 1;
    private static final String FOUR_DIGITS = "a string of four digits, such as \"0101\"";

    /** How long it may be is the server's to say: this is what the configuration calls it. */
    private static final String SHORT_ENOUGH = "text of 1 byte to channels.message_bytes (2000 by default)";

    private static final Pattern FREQUENCY = Pattern.compile("[0-9]{4}");
    private static final Pattern CHANNEL_ID = Pattern.compile("[A-Za-z0-9_.-]+");

    private ClientMessageReader() {}

    static ClientMessage read(Opcode opcode, Fields d) {
        return switch (opcode) {
            case HEARTBEAT -> new Heartbeat();
            case IDENTIFY -> identify(d);
            case CHANNEL_CREATE -> channelCreate(d);
            case CHANNEL_JOIN -> channelJoin(d);
            case CHANNEL_LEAVE -> new ChannelLeave(channelId(d));
            case CHANNEL_UPDATE -> new ChannelUpdate(channelId(d), channelName(d), d.nearestInt("capacity"));
            case CHANNEL_DELETE -> new ChannelDelete(channelId(d));
            case CHANNEL_LIST -> new ChannelList();
            case CHANNEL_INFO -> new ChannelInfo(channelId(d));
            case RENEGOTIATE -> new Renegotiate(channelId(d), d.text("sdp_offer", 1, PacketCodec.MAX_TEXT));
            case TRACK_SELECT ->
                new TrackSelect(
                        channelId(d),
                        d.text("mid", 1, MAX_MID),
                        d.optionalText("user_id", 1, Credential.LONGEST_USER_ID),
                        d.optionalText("layer", 1, MAX_LABEL),
                        d.optionalInt("height", 0, MAX_HEIGHT));
            case MESSAGE_CREATE ->
                new MessageCreate(channelId(d), d.text("content", 0, PacketCodec.MAX_TEXT, SHORT_ENOUGH));
            case HISTORY ->
                new History(
                        channelId(d),
                        d.optionalChoice("kind", HistoryKind.values(), HistoryKind::wireName)
                                .orElse(HistoryKind.MESSAGES),
                        d.optionalLong("before", 0, MOST_PACKETS),
                        d.optionalInt("limit", 1, History.MOST).orElse(History.DEFAULT_LIMIT));
            case FLOOR_REQUEST ->
                new FloorRequest(
                        channelId(d),
                        d.optionalInt("priority", 0, Credential.MAX_PRIORITY),
                        d.optionalChoice("indicator", FloorIndicator.values(), FloorIndicator::wireName)
                                .orElse(FloorIndicator.NORMAL));
            case FLOOR_RELEASE -> new FloorRelease(channelId(d));
            case FLOOR_PING -> new FloorPing(channelId(d));
            case ICE_SERVERS -> new IceServersRequest();
            case HELLO,
                    HEARTBEAT_ACK,
                    READY,
                    FLOOR_GRANTED,
                    FLOOR_DENY,
                    FLOOR_REVOKE,
                    FLOOR_TAKEN,
                    FLOOR_IDLE,
                    FLOOR_QUEUE_POS_INFO,
                    FLOOR_PONG,
                    CHANNEL_EVENT,
                    MESSAGE_EVENT,
                    ACK,
                    ERROR ->
                throw ProtocolException.unknown(
                        "op " + opcode.number() + " (" + opcode + ") is sent by the server, never to it");
        };
    }

    private static Identify identify(Fields d) {
        String userId = d.text("user_id", 1, Credential.LONGEST_USER_ID);
        if (userId.isBlank() || userId.codePoints().anyMatch(Character::isISOControl)) {
            throw d.wrong("user_id", Fields.quoted(userId), "text without control characters, not blank");
        }
        int priority = d.optionalInt("priority", 0, Credential.MAX_PRIORITY).orElse(Identify.DEFAULT_PRIORITY);
        return new Identify(
                userId,
                d.text("token", 0, MAX_TOKEN),
                priority,
                d.optionalText("resume", 1, MAX_LABEL)
                        .map(session ->
                                new ClientMessage.Resume(session, d.optionalLong("received", 0, MOST_PACKETS))));
    }

    private static ChannelCreate channelCreate(Fields d) {
        String channelId = channelId(d);
        if (!CHANNEL_ID.matcher(channelId).matches()) {
            throw d.wrong(
                    "channel_id", Fields.quoted(channelId), "characters of A-Z a-z 0-9 _ - . and neither . nor ..");
        }
        String frequency = d.text("freq", FREQUENCY_DIGITS, FREQUENCY_DIGITS, FOUR_DIGITS);
        if (!FREQUENCY.matcher(frequency).matches()) {
            throw d.wrong("freq", Fields.quoted(frequency), FOUR_DIGITS);
        }
        ChannelMode mode = d.optionalChoice("mode", ChannelMode.values(), ChannelMode::wireName)
                .orElse(ChannelMode.PTT);
        return new ChannelCreate(
                channelId,
                frequency,
                channelName(d),
                mode,
                d.nearestInt("capacity"),
                d.optionalObject("floor").map(ClientMessageReader::floorWish),
                d.flag("record"));
    }

    private static FloorWish floorWish(Fields floor) {
        return new FloorWish(
                floor.optionalText("profile", 1, MAX_LABEL),
                floor.optionalText("policy", 1, MAX_LABEL),
                floor.optionalInt("queue_limit", 0, MAX_QUEUE));
    }

    private static ChannelJoin channelJoin(Fields d) {
        return new ChannelJoin(
                channelId(d),
                d.number("ssrc", 0, MAX_SSRC),
                d.optionalText("ufrag", 0, MAX_UFRAG),
                d.optionalText("sdp_offer", 1, PacketCodec.MAX_TEXT),
                d.list("tracks", MAX_TRACKS, ClientMessageReader::track),
                d.flag("listen_only"));
    }

    private static AnnouncedTrack track(Fields track) {
        return new AnnouncedTrack(
                track.choice("kind", MediaKind.values(), MediaKind::wireName), track.number("ssrc", 0, MAX_SSRC));
    }

    private static String channelId(Fields d) {
        return d.text("channel_id", 1, MAX_ID);
    }

    private static String channelName(Fields d) {
        String name = d.text("channel_name", 1, MAX_NAME);
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
            throw d.wrong("channel_name", Fields.quoted(name), "text without control characters, not blank");
        }
        return name;
    }
}
