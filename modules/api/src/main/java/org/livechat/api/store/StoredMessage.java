package org.livechat.api.store;

/**
 * Something written in a channel.
 *
 * @param timestampMillis Unix time
 * @since 1
 */
public record StoredMessage(
        String channelId, String messageId, String authorId, String content, long timestampMillis) {}
