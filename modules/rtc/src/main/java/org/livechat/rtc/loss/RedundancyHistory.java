package org.livechat.rtc.loss;

import org.livechat.rtc.rtp.RedPayload;
import org.livechat.rtc.rtp.SerialNumber;

/**
 * The latest payloads of a voice stream, to be carried again in the packets that follow (RED, RFC 2198): what is lost is there
 * once more, without a round trip.
 *
 * <pre>{@code
 * history.remember(timestamp, packet, payload, payloadLength);
 * ...
 * if (history.select(timestamp, first, 2, mostBytes - payloadLength) > 0) {
 *     int length = history.write(target, at, opus, packet, payload, payloadLength);
 * }
 * }</pre>
 *
 * <p>A packet may be remembered before it is written itself, as those of a run are: only older ones are selected. Payloads of more
 * than {@value RedPayload#MOST_LENGTH} bytes are not remembered. Owned by one thread; the memory of 8 KiB at most is taken with the
 * first payloads. One history serves all who listen to the stream.
 */
public final class RedundancyHistory {
    /** How many older payloads a packet can carry. */
    public static final int MOST = 2;

    /** How many payloads are remembered: those of packets that came in one run find their predecessors. */
    static final int REMEMBERED = 8;

    /** A timestamp that far from the newest belongs to another count, of which nothing can be carried. */
    private static final int ANOTHER_COUNT = 4 * RedPayload.MOST_TIMESTAMP_OFFSET;

    /** In the order of timestamps, the oldest first; those that are there are the last {@link #size}. */
    private final byte[][] payloads = new byte[REMEMBERED][0];

    private final int[] lengths = new int[REMEMBERED];
    private final int[] timestamps = new int[REMEMBERED];
    private int size;

    /** What is selected: so many, the last of them before this index, for the packet of this timestamp. */
    private int selected;

    private int selectedEnd;
    private int selectedFor;

    /** A history without payloads. */
    public RedundancyHistory() {}

    /**
     * Remembers a payload. One that comes late takes its place in the order of timestamps, or none if enough are newer.
     *
     * @param timestampTicks of the packet, in the same clock as those before
     */
    public void remember(int timestampTicks, byte[] buffer, int offset, int length) {
        if (length <= 0 || length > RedPayload.MOST_LENGTH) {
            return;
        }
        if (size > 0
                && Math.abs((long) SerialNumber.difference32(timestampTicks, timestamps[REMEMBERED - 1]))
                        > ANOTHER_COUNT) {
            clear();
        }
        int place = REMEMBERED;
        while (place > REMEMBERED - size && !SerialNumber.isNewer32(timestampTicks, timestamps[place - 1])) {
            place--;
        }
        boolean isKnown = place < REMEMBERED && timestamps[place] == timestampTicks;
        if (!isKnown && place > 0) {
            insert(place - 1, timestampTicks, buffer, offset, length);
        }
    }

    /** Moves those up to an index back by one, of which the oldest gives way, and puts the new one there. */
    private void insert(int index, int timestampTicks, byte[] buffer, int offset, int length) {
        byte[] spare = payloads[0];
        for (int i = 0; i < index; i++) {
            payloads[i] = payloads[i + 1];
            lengths[i] = lengths[i + 1];
            timestamps[i] = timestamps[i + 1];
        }
        payloads[index] = spare.length == 0 ? new byte[RedPayload.MOST_LENGTH] : spare;
        System.arraycopy(buffer, offset, payloads[index], 0, length);
        lengths[index] = length;
        timestamps[index] = timestampTicks;
        size = Math.min(size + 1, REMEMBERED);
    }

    /** Forgets what is remembered: the timestamps begin anew. */
    public void clear() {
        size = 0;
        selected = 0;
    }

    /**
     * Selects the payloads that a packet carries besides its own: the newest of those that are older than it, not too old, and fit.
     *
     * @param timestampTicks of the packet
     * @param firstTicks the timestamp before which nothing is selected: that of a burst's first packet
     * @param mostOlder how many at most, 0 to {@link #MOST}
     * @param mostBytes that they and all headers may take
     * @return how many there are
     */
    public int select(int timestampTicks, int firstTicks, int mostOlder, int mostBytes) {
        selectedFor = timestampTicks;
        selectedEnd = REMEMBERED;
        int oldest = REMEMBERED - size;
        while (selectedEnd > oldest && !SerialNumber.isNewer32(timestampTicks, timestamps[selectedEnd - 1])) {
            selectedEnd--;
        }
        selected = 0;
        int total = RedPayload.PRIMARY_HEADER_LENGTH;
        for (int i = selectedEnd - 1; i >= oldest && selected < mostOlder; i--) {
            total += RedPayload.OLDER_HEADER_LENGTH + lengths[i];
            if (total > mostBytes
                    || SerialNumber.isNewer32(firstTicks, timestamps[i])
                    || !RedPayload.canCarry(timestampTicks - timestamps[i], lengths[i])) {
                break;
            }
            selected++;
        }
        return selected;
    }

    /**
     * Writes a payload with redundancy: what was {@link #select selected} for it, the older first, and its own.
     *
     * @param target with room for so many bytes; must not be the payload's range
     * @param payloadType of all blocks, the older ones included
     * @return how many bytes were written
     */
    public int write(byte[] target, int targetOffset, int payloadType, byte[] primary, int offset, int length) {
        int at = targetOffset;
        for (int i = selectedEnd - selected; i < selectedEnd; i++) {
            at = RedPayload.writeOlderHeader(target, at, payloadType, selectedFor - timestamps[i], lengths[i]);
        }
        at = RedPayload.writePrimaryHeader(target, at, payloadType);
        for (int i = selectedEnd - selected; i < selectedEnd; i++) {
            System.arraycopy(payloads[i], 0, target, at, lengths[i]);
            at += lengths[i];
        }
        System.arraycopy(primary, offset, target, at, length);
        return at + length - targetOffset;
    }
}
