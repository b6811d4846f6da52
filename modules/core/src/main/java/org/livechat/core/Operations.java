package org.livechat.core;

import java.util.List;
import java.util.Optional;
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
}
