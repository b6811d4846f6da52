package org.livechat.client;

/**
 * A decrypted RTP packet.
 *
 * @param mid the section whose slot has the packet's SSRC; empty if the answer names no such slot
 * @param payloadType 0 to 127
 * @param marker the marker bit
 * @param sequenceNumber 0 to 65535
 * @param timestampTicks unsigned 32 bits
 * @param ssrc unsigned 32 bits
 * @param payload the receiver's own
 */
// made for one reader, who neither compares nor shares it
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedRtp(
        String mid,
        int payloadType,
        boolean marker,
        int sequenceNumber,
        long timestampTicks,
        long ssrc,
        byte[] payload) {}
