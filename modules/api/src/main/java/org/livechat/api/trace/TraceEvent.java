package org.livechat.api.trace;

import java.util.Optional;

/**
 * Something that an operator may want to see. Holds no token, session description or client address.
 *
 * @param timestampMillis Unix time in ms
 * @param direction which way it went
 * @param channelId the channel that it is about, if it is about one
 * @param userId the user that it is about: the sender, the recipient, or whom a decision concerns
 * @param op the opcode; 0 where {@code operation} is no packet's name
 * @param operation what it is, in capitals: a packet's name such as FLOOR_REQUEST, or one such as MEDIA_CONNECTED
 * @param summary the rest in a line for people to read
 */
public record TraceEvent(
        long timestampMillis,
        TraceDirection direction,
        Optional<String> channelId,
        Optional<String> userId,
        int op,
        String operation,
        String summary) {
    /** Something that happened in the server and is no packet. */
    public static TraceEvent system(
            long timestampMillis,
            Optional<String> channelId,
            Optional<String> userId,
            String operation,
            String summary) {
        return new TraceEvent(timestampMillis, TraceDirection.SYSTEM, channelId, userId, 0, operation, summary);
    }
}
