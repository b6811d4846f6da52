package org.livechat.api.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.PeerStatus;

/** The control plane as operators see it: pictures of what there is, and what they may do. Callable from any thread. */
public interface Operations {
    /** How long the control plane has been there. */
    ServerStatus status();

    /** All users, by id. */
    List<UserStatus> users();

    Optional<UserStatus> user(String userId);

    /** All channels, by frequency. */
    List<ChannelStatus> channelStatuses();

    Optional<ChannelStatus> channelStatus(String channelId);

    /** All media endpoints. */
    List<PeerStatus> peers();

    /**
     * Takes the floor from whoever holds it and clears the queue.
     *
     * @return who held it; empty when nobody did, and then nothing has changed
     * @throws RequestRefused CHANNEL_NOT_FOUND or NOT_A_PTT_CHANNEL
     */
    Optional<String> revokeFloor(String channelId);

    /**
     * Ends a user's session, which gives up all it holds. The user may come back.
     *
     * @return whether there was one
     */
    boolean kick(String userId);

    /**
     * Ends a user's session as {@link #kick} does, and lets it open none any more, whatever its token. A restart of the server
     * forgets all blocks where it has no {@linkplain org.livechat.api.store.Store store}.
     *
     * @param duration how long; until it is taken back if empty. A block of one who is blocked replaces the former
     * @return whether there was a session
     * @throws RequestRefused INVALID_PAYLOAD for an id that no user can have or a duration that is not positive, RATE_LIMITED
     *     when too many are blocked
     */
    boolean block(String userId, Optional<Duration> duration);

    /**
     * Takes a block back.
     *
     * @return whether there was one
     */
    boolean unblock(String userId);

    /** Who is blocked, by user id. */
    List<BlockStatus> blocks();

    /**
     * From here on a user may not talk in a channel: it loses the floor, is denied it, and is not heard in a
     * conference, also when it leaves and joins again. It is told; one who is not in the channel now is when it comes.
     *
     * @throws RequestRefused CHANNEL_NOT_FOUND, INVALID_PAYLOAD for an id that no user can have, or RATE_LIMITED when too many are
     *     muted there
     */
    void mute(String channelId, String userId);

    /**
     * Takes a mute back; a member is told, as it was of the mute.
     *
     * @throws RequestRefused CHANNEL_NOT_FOUND, or NOT_JOINED where the user is not muted there
     */
    void unmute(String channelId, String userId);

    /**
     * Who is muted in a channel, by user id.
     *
     * @throws RequestRefused CHANNEL_NOT_FOUND
     */
    List<String> muted(String channelId);

    /**
     * Begins to end: no session, membership, channel or burst begins any more, members are told, and who talks may
     * finish. Those who still talk when the limit is reached lose the floor. Again: with another limit.
     *
     * @param limit how long bursts may go on
     */
    void drain(Duration limit);

    /** How long a drain lets bursts go on where nobody says how long. */
    Duration drainLimit();

    /** Takes a drain back, and tells members; without one nothing changes. */
    void undrain();

    boolean isDraining();

    /**
     * Makes a channel that belongs to the server, as the preset ones: clients cannot change it, and it stays when empty.
     *
     * @throws RequestRefused INVALID_PAYLOAD, ALREADY_EXISTS or RATE_LIMITED
     */
    ChannelSummary createChannel(NewChannel channel);

    /**
     * Changes any channel; what is empty stays as it is.
     *
     * @throws RequestRefused INVALID_PAYLOAD or CHANNEL_NOT_FOUND
     */
    ChannelSummary updateChannel(String channelId, Optional<String> name, OptionalInt capacity);

    /**
     * Deletes any channel; its members are told.
     *
     * @throws RequestRefused CHANNEL_NOT_FOUND
     */
    void deleteChannel(String channelId);
}
