package org.livechat.rtc.sdp;

/**
 * A stream that the server sends: what a client sees as one remote track for as long as its section lives.
 *
 * @param ssrc the server's own; an unsigned 32-bit number
 * @param retransmissionSsrc another one, of the stream that packets are sent again in where the client has a format for that
 * @param cname the server's own
 * @param streamId the first part of {@code a=msid}
 * @param trackId the second part of {@code a=msid}
 */
public record Slot(long ssrc, long retransmissionSsrc, String cname, String streamId, String trackId) {}
