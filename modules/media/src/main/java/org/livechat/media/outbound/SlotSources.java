package org.livechat.media.outbound;

/**
 * The SSRCs of a slot.
 *
 * @param media of the stream
 * @param retransmission of the stream of packets that are sent again (RFC 4588 4), for a client that has a format for them
 */
public record SlotSources(int media, int retransmission) {}
