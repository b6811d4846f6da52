package org.livechat.media.relay;

import org.livechat.media.inbound.InboundPacket;
import org.livechat.rtc.rtp.RedPayload;

/**
 * A voice's payload and the older ones that a talker's packet carries before it (RFC 2198): checked as a whole before anything of
 * it is used. Reused; owned by one worker.
 */
final class RedundantPayload {
    /** So many older ones are used, the newest; a packet may carry more. */
    static final int MOST_OLDER = 4;

    private final RedPayload blocks = new RedPayload();
    // The last ones, by their count modulo the length.
    private final int[] offsets = new int[MOST_OLDER];
    private final int[] lengths = new int[MOST_OLDER];
    private final int[] ticks = new int[MOST_OLDER];
    private int older;
    private int primaryOffset;
    private int primaryLength;

    RedundantPayload() {}

    /**
     * Takes a payload apart.
     *
     * @param payloadType that of the payloads; what is of another is left out
     * @return false if lengths lie, or the packet's own payload is of another type or empty
     */
    boolean read(InboundPacket packet, int payloadType) {
        older = 0;
        if (!blocks.wrap(packet.buffer(), packet.payloadOffset(), packet.payloadLength())) {
            return false;
        }
        while (blocks.next()) {
            if (blocks.isPrimary()) {
                primaryOffset = blocks.offset();
                primaryLength = blocks.length();
                return blocks.payloadType() == payloadType && primaryLength > 0;
            }
            int place = older++ % MOST_OLDER;
            offsets[place] = blocks.offset();
            lengths[place] = blocks.payloadType() == payloadType ? blocks.length() : 0;
            ticks[place] = blocks.timestampOffset();
        }
        return false;
    }

    /** How many older payloads can be used. */
    int older() {
        return Math.min(older, MOST_OLDER);
    }

    /** Whether the older payload so many places before the packet's own, from 1 on, is there. */
    boolean has(int before) {
        return RedPayload.canCarry(ticks[place(before)], lengths[place(before)]);
    }

    int offset(int before) {
        return offsets[place(before)];
    }

    int length(int before) {
        return lengths[place(before)];
    }

    /** By how many ticks it is older than the packet. */
    int ticks(int before) {
        return ticks[place(before)];
    }

    int primaryOffset() {
        return primaryOffset;
    }

    int primaryLength() {
        return primaryLength;
    }

    private int place(int before) {
        return (older - before) % MOST_OLDER;
    }
}
