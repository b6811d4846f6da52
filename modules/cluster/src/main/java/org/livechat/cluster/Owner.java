package org.livechat.cluster;

/**
 * Who decides for a channel.
 *
 * @param epoch the index of the entry that made it so; whatever is decided carries it, and the highest counts
 */
public record Owner(String node, long epoch) {}
