package org.livechat.media.outbound;

/**
 * The SSRCs of an outgoing stream.
 *
 * @param media of its packets
 * @param retransmission of the stream of packets that are sent again (RFC 4588 4), for a client that has a format for them
 */
public record StreamSources(int media, int retransmission) {}
