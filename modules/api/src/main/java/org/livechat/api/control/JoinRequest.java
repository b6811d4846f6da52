package org.livechat.api.control;

import java.util.Optional;

/**
 * A wish to become a member.
 *
 * @param channelId the channel
 * @param ssrc what others are shown, an unsigned 32-bit number; any, where the member has no media
 * @param sdpOffer the client's offer; without it the member has no media
 * @param listenOnly the member will never talk
 * @param sendsAlways the client sends whether it has the floor or not and cannot be told to stop, as one without signaling:
 *     what it sends without the floor is dropped and no offence, and its gateway is told by {@link Event.MediaUnheard}
 */
public record JoinRequest(
        String channelId, long ssrc, Optional<String> sdpOffer, boolean listenOnly, boolean sendsAlways) {
    /** Of a client that sends while it has the floor. */
    public JoinRequest(String channelId, long ssrc, Optional<String> sdpOffer, boolean listenOnly) {
        this(channelId, ssrc, sdpOffer, listenOnly, false);
    }
}
