package org.livechat.api.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.TrackSelection;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/**
 * What an identified client can ask for. Every method may throw {@link RequestRefused}, which changes nothing; results
 * come back as return values, floor decisions as {@link Event}s through the session's {@link Outbox}. Calls of one
 * session come one at a time, calls of different sessions concurrently.
 *
 * <p>When a call returns, every event that it caused is with the outboxes, this session's own among them: a front end
 * that answers with a packet of its own keeps back what arrives during the call. After a join has returned, every later
 * event of the channel follows and none of an earlier one; after a leave, none.
 */
public interface Session {
    /** Unique in this process, hard to guess. */
    String id();

    String userId();

    ChannelSummary createChannel(NewChannel channel);

    JoinResult join(JoinRequest request);

    void leave(String channelId);

    ChannelSummary updateChannel(String channelId, String name, OptionalInt capacity);

    void deleteChannel(String channelId);

    /** All channels, by frequency. */
    List<ChannelSummary> channels();

    ChannelDetail channel(String channelId);

    /** Answers a later SDP offer; returns the SDP answer. */
    String renegotiate(String channelId, String sdpOffer);

    /** Pins a user's stream to a receive slot; an empty user frees the slot. */
    void selectTrack(String channelId, TrackSelection selection);

    /**
     * Sends a message to everyone in the channel, the author included, as soon as it is {@linkplain org.livechat.api.store.Store kept},
     * or in memory alone where the store fails.
     */
    void postMessage(String channelId, String content);

    /**
     * What was said in a channel, the latest first; for its members.
     *
     * @param before what a page said is before it; empty for the latest page
     * @param limit the most entries, 1 to {@value PageRequest#MOST}
     * @throws RequestRefused NO_HISTORY where the server keeps none
     * @since 1
     */
    default Page<StoredMessage> messages(String channelId, OptionalLong before, int limit) {
        throw noHistory();
    }

    /**
     * Who talked in a channel, the latest burst first; for its members.
     *
     * @param before as for {@link #messages}
     * @param limit as for {@link #messages}
     * @throws RequestRefused NO_HISTORY where the server keeps none
     * @since 1
     */
    default Page<StoredBurst> bursts(String channelId, OptionalLong before, int limit) {
        throw noHistory();
    }

    /**
     * The recordings of bursts, for a session that may hear those of the channel.
     *
     * @param bursts some of what {@link #bursts} has answered
     * @return ids of recordings of each burst that has any, in the order of time; empty where the session may hear none
     * @since 1
     */
    default Optional<Map<StoredBurst, List<String>>> recordings(String channelId, List<StoredBurst> bursts) {
        return Optional.empty();
    }

    private static RequestRefused noHistory() {
        return new RequestRefused(ErrorCode.NO_HISTORY, "this server keeps no history");
    }

    void requestFloor(String channelId, OptionalInt priority, FloorIndicator indicator);

    void releaseFloor(String channelId);

    void pingFloor(String channelId);

    /**
     * The STUN and TURN servers that the client may take to the media plane, with credentials that were made now.
     *
     * @since 1
     */
    default IceServers iceServers() {
        return IceServers.NONE;
    }

    /** The client is alive; puts off the session's end. */
    void heartbeat();

    /** The connection is gone: releases floor, queue places, memberships and endpoints. Safe to call again. */
    void close();
}
