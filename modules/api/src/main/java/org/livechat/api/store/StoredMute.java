package org.livechat.api.store;

/**
 * A user who may not talk in a channel.
 *
 * @since 1
 */
public record StoredMute(String channelId, String userId) {}
