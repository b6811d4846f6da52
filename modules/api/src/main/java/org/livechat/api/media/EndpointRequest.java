package org.livechat.api.media;

import org.livechat.api.ChannelMode;

/**
 * A client that wants media in a channel.
 *
 * @param channelId the channel
 * @param userId the member
 * @param mode decides how sendrecv sections are answered
 * @param listenOnly the member may not send
 * @param sdpOffer the client's offer as it came
 */
public record EndpointRequest(String channelId, String userId, ChannelMode mode, boolean listenOnly, String sdpOffer) {}
