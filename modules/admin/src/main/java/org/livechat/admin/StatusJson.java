package org.livechat.admin;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.control.ChannelStatus;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.FloorStatus;
import org.livechat.api.control.Member;
import org.livechat.api.control.ServerStatus;
import org.livechat.api.control.UserStatus;
import org.livechat.api.media.PeerStatus;
import tools.jackson.core.JsonGenerator;

/** What operators see, as JSON with the keys of the protocol's section 8. Lengths of time are whole seconds. */
final class StatusJson {
    private StatusJson() {}

    static String server(ServerStatus status) {
        return JsonText.object(json -> {
            json.writeNumberProperty("uptime_secs", status.uptime().toSeconds());
            json.writeNumberProperty("user_count", status.users());
            json.writeNumberProperty("channel_count", status.channels());
            json.writeNumberProperty("peer_count", status.peers());
            json.writeNumberProperty("floor_active", status.takenFloors());
        });
    }

    static void user(JsonGenerator json, UserStatus user) {
        json.writeStringProperty("user_id", user.userId());
        json.writeNumberProperty("priority", user.priority());
        json.writeNumberProperty("last_seen_ms", user.lastSeenMillis());
        json.writeNumberProperty("idle_secs", user.idle().toSeconds());
        moment(json, "away_since_ms", user.awaySinceMillis());
    }

    static String userDetail(UserStatus user) {
        return JsonText.object(json -> {
            user(json, user);
            JsonText.writeTexts(json, "channels", user.channels());
        });
    }

    static void block(JsonGenerator json, BlockStatus block) {
        json.writeStringProperty("user_id", block.userId());
        json.writeNumberProperty("blocked_at", block.sinceMillis());
        until(json, block.untilMillis());
    }

    /** When a block ends, or null. */
    static void until(JsonGenerator json, OptionalLong millis) {
        moment(json, "until", millis);
    }

    private static void moment(JsonGenerator json, String key, OptionalLong millis) {
        if (millis.isPresent()) {
            json.writeNumberProperty(key, millis.getAsLong());
        } else {
            json.writeNullProperty(key);
        }
    }

    static void channel(JsonGenerator json, ChannelStatus channel) {
        ChannelSummary summary = channel.summary();
        Optional<FloorStatus.Talker> talker = channel.floor().flatMap(FloorStatus::talker);
        json.writeStringProperty("channel_id", summary.id());
        json.writeStringProperty("freq", summary.frequency());
        json.writeStringProperty("name", summary.name());
        json.writeStringProperty("mode", summary.mode().wireName());
        json.writeNumberProperty("member_count", summary.memberCount());
        json.writeNumberProperty("capacity", summary.capacity());
        json.writeStringProperty("floor_state", talker.isPresent() ? "taken" : "idle");
        JsonText.writeOptional(json, "floor_holder", talker.map(FloorStatus.Talker::userId));
        json.writeNumberProperty("queue_len", queue(channel).size());
    }

    private static List<FloorStatus.Waiting> queue(ChannelStatus channel) {
        return channel.floor().map(FloorStatus::queue).orElse(List.of());
    }

    /** @param peers all there are; those of the channel are shown */
    static String channelDetail(ChannelStatus channel, List<PeerStatus> peers, long nowMillis) {
        return JsonText.object(json -> {
            channel(json, channel);
            json.writeNumberProperty("created_at", channel.summary().createdAtMillis());
            JsonText.writeTexts(
                    json,
                    "members",
                    channel.members().stream().map(Member::userId).toList());
            channel.floor()
                    .flatMap(FloorStatus::talker)
                    .ifPresentOrElse(talker -> talker(json, talker), () -> noTalker(json));
            json.writeName("queue");
            JsonText.writeArray(json, queue(channel), StatusJson::waiting);
            json.writeName("peers");
            JsonText.writeArray(
                    json,
                    peers.stream()
                            .filter(peer -> channel.endpoints().contains(peer.endpointId()))
                            .toList(),
                    (object, peer) -> peer(object, peer, nowMillis));
        });
    }

    private static void talker(JsonGenerator json, FloorStatus.Talker talker) {
        json.writeNumberProperty("floor_taken_secs", talker.held().toSeconds());
        json.writeNumberProperty("floor_priority", talker.priority());
    }

    private static void noTalker(JsonGenerator json) {
        json.writeNullProperty("floor_taken_secs");
        json.writeNullProperty("floor_priority");
    }

    private static void waiting(JsonGenerator json, FloorStatus.Waiting waiting) {
        json.writeStringProperty("user_id", waiting.userId());
        json.writeNumberProperty("priority", waiting.priority());
        json.writeNumberProperty("queued_at", waiting.queuedAtMillis());
        json.writeNumberProperty("wait_secs", waiting.waited().toSeconds());
    }

    static void peer(JsonGenerator json, PeerStatus peer, long nowMillis) {
        json.writeStringProperty("ufrag", peer.endpointId());
        json.writeStringProperty("user_id", peer.userId());
        json.writeStringProperty("channel_id", peer.channelId());
        JsonText.writeOptional(
                json,
                "address",
                peer.address().map(address -> address.getAddress().getHostAddress() + ":" + address.getPort()));
        JsonText.writeOptional(json, "over", peer.address().map(_ -> peer.overTcp() ? "tcp" : "udp"));
        if (isSeen(peer)) {
            json.writeNumberProperty("idle_secs", Math.max(0, nowMillis - peer.lastSeenMillis()) / 1000);
        } else {
            json.writeNullProperty("idle_secs");
        }
        json.writeBooleanProperty("srtp_ready", peer.srtpReady());
        QualityJson.write(json, peer.quality(), nowMillis);
    }

    private static boolean isSeen(PeerStatus peer) {
        return peer.lastSeenMillis() != PeerStatus.NEVER_SEEN;
    }

    static String peerDetail(PeerStatus peer, long nowMillis) {
        return JsonText.object(json -> {
            peer(json, peer, nowMillis);
            if (isSeen(peer)) {
                json.writeNumberProperty("last_seen", peer.lastSeenMillis());
            } else {
                json.writeNullProperty("last_seen");
            }
            json.writeName("tracks");
            JsonText.writeArray(json, peer.tracks(), (object, track) -> {
                object.writeNumberProperty("ssrc", track.ssrc());
                object.writeStringProperty("kind", track.kind().wireName());
            });
        });
    }
}
