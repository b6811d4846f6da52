package org.livechat.rtc.loss;

import org.livechat.rtc.rtp.RedPayload;
import org.livechat.rtc.rtp.SerialNumber;

/**
 * The last two payloads of a voice stream, to be carried again in the packets that follow (RED, RFC 2198): what is lost is there
 * once more, without a round trip.
 *
 * <pre>{@code
 * int length = history.write(target, at, opus, timestamp, packet, payload, payloadLength, 2, mostBytes);
 * history.remember(timestamp, packet, payload, payloadLength);
 * }</pre>
 *
 * <p>Payloads of more than {@value RedPayload#MOST_LENGTH} bytes are not remembered. Owned by one thread; the memory of 2 KiB is
 * taken with the first payload. One history serves all who listen to the stream.
 */
public final class RedundancyHistory {
    /** How many payloads are remembered. */
    public static final int MOST = 2;

    /** The older one first. A length of 0 says that there is none. */
    private final byte[][] payloads = new byte[MOST][0];

    private final int[] lengths = new int[MOST];
    private final int[] timestamps = new int[MOST];

    /** A history without payloads. */
    public RedundancyHistory() {}

    /**
     * Remembers a payload. One that comes late takes its place in the order of timestamps, or none if two are newer.
     *
     * @param timestampTicks of the packet, in the same clock as those before
     */
    public void remember(int timestampTicks, byte[] buffer, int offset, int length) {
        if (length <= 0 || length > RedPayload.MOST_LENGTH) {
            return;
        }
        if (lengths[1] == 0 || SerialNumber.isNewer32(timestampTicks, timestamps[1])) {
            byte[] spare = payloads[0];
            payloads[0] = payloads[1];
            lengths[0] = lengths[1];
            timestamps[0] = timestamps[1];
            payloads[1] = spare;
            set(1, timestampTicks, buffer, offset, length);
        } else if (timestampTicks != timestamps[1]
                && (lengths[0] == 0 || SerialNumber.isNewer32(timestampTicks, timestamps[0]))) {
            set(0, timestampTicks, buffer, offset, length);
        }
    }

    private void set(int index, int timestampTicks, byte[] buffer, int offset, int length) {
        if (payloads[index].length == 0) {
            payloads[index] = new byte[RedPayload.MOST_LENGTH];
        }
        System.arraycopy(buffer, offset, payloads[index], 0, length);
        lengths[index] = length;
        timestamps[index] = timestampTicks;
    }

    /** Forgets what is remembered: a burst begins, or the timestamps do. */
    public void clear() {
        lengths[0] = 0;
        lengths[1] = 0;
    }

    /**
     * Writes a payload with redundancy: the primary one, and before it those remembered that are older, not too old, and fit. The
     * primary one is not remembered by that.
     *
     * @param target with room for so many bytes; must not be the primary payload's range
     * @param payloadType of all blocks, the older ones included
     * @param timestampTicks of the primary payload
     * @param mostOlder how many older ones at most, 0 to {@link #MOST}; of more than there is room for, the newest
     * @param mostBytes that may be written; a primary payload that does not fit is written nevertheless, and alone
     * @return how many bytes were written
     */
    public int write(
            byte[] target,
            int targetOffset,
            int payloadType,
            int timestampTicks,
            byte[] primary,
            int primaryOffset,
            int primaryLength,
            int mostOlder,
            int mostBytes) {
        int total = RedPayload.PRIMARY_HEADER_LENGTH + primaryLength;
        int first = MOST;
        boolean fits = true;
        for (int i = MOST - 1; fits && i >= MOST - mostOlder; i--) {
            int needed = carries(i, timestampTicks) ? RedPayload.OLDER_HEADER_LENGTH + lengths[i] : 0;
            fits = total + needed <= mostBytes;
            if (fits) {
                total += needed;
                first = i;
            }
        }
        int at = writeHeaders(target, targetOffset, payloadType, timestampTicks, first);
        for (int i = first; i < MOST; i++) {
            if (carries(i, timestampTicks)) {
                System.arraycopy(payloads[i], 0, target, at, lengths[i]);
                at += lengths[i];
            }
        }
        System.arraycopy(primary, primaryOffset, target, at, primaryLength);
        return total;
    }

    private int writeHeaders(byte[] target, int targetOffset, int payloadType, int timestampTicks, int first) {
        int at = targetOffset;
        for (int i = first; i < MOST; i++) {
            if (carries(i, timestampTicks)) {
                at = RedPayload.writeOlderHeader(target, at, payloadType, timestampTicks - timestamps[i], lengths[i]);
            }
        }
        return RedPayload.writePrimaryHeader(target, at, payloadType);
    }

    private boolean carries(int index, int timestampTicks) {
        return RedPayload.canCarry(timestampTicks - timestamps[index], lengths[index]);
    }
}
