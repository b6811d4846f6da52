package org.livechat.api.control;

import java.util.Optional;

/**
 * A wish to become a member.
 *
 * @param channelId the channel
 * @param ssrc what others are shown, an unsigned 32-bit number
 * @param sdpOffer the client's offer; without it the member has no media
 * @param listenOnly the member will never talk
 */
public record JoinRequest(String channelId, long ssrc, Optional<String> sdpOffer, boolean listenOnly) {}
