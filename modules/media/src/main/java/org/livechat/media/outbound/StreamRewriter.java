package org.livechat.media.outbound;

import org.jspecify.annotations.Nullable;
import org.livechat.rtc.layer.OmittedNumbers;

/**
 * The sequence numbers and timestamps of one outgoing RTP stream whose source changes. A source's packets are moved by
 * offsets that are fixed when it begins, so that late packets keep their order, gaps stay gaps, and a packet older than
 * the source's first one is told apart. Between two sources the timestamp goes on by the real time that passed, in the
 * clock rate of the new one. Where it had to go on by more, for frames that were inserted or because two sources came at
 * once, the stream is ahead of real time by that until the next pause: else the listener's buffer would grow by it at
 * each hand-over. What is left out of a source leaves no gap in sequence numbers: those behind it close it.
 *
 * <p>Sequence numbers have 16 bits, timestamps 32; both wrap (RFC 3550 5.1). Not thread-safe.
 */
final class StreamRewriter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int framesPerSecond;

    private int clockRate;
    private long firstExtended;
    private long highestExtended;
    private int sequenceOffset;
    private int timestampOffset;
    private @Nullable OmittedNumbers omitted;

    private boolean anythingSent;
    private int highestSequence;
    private int highestTimestamp;
    /** When the highest timestamp is due: when its packet came, and later by what the stream is ahead. */
    private long highestNanos;

    private long aheadNanos;

    private int movedSequence;
    private int movedTimestamp;

    /**
     * @param framesPerSecond one of them is the least that the timestamp advances from one source to the next
     * @param initialSequence what the first packet's number follows
     * @param initialTimestamp what the first packet's timestamp is
     */
    StreamRewriter(int framesPerSecond, int initialSequence, int initialTimestamp) {
        this.framesPerSecond = framesPerSecond;
        this.highestSequence = initialSequence & 0xFFFF;
        this.highestTimestamp = initialTimestamp;
    }

    /** Reads the stream's state, so that it is in the processor's cache; what it returns means nothing. */
    long touch() {
        return clockRate + highestNanos + movedTimestamp;
    }

    /**
     * Makes this packet of a new source the stream's next one; {@link #move} it then.
     *
     * @param newClockRate RTP ticks a second of the source, and from now on of the stream
     */
    void begin(int newClockRate, int sequence, int timestamp, long nowNanos) {
        clockRate = newClockRate;
        firstExtended = sequence & 0xFFFF;
        highestExtended = firstExtended;
        sequenceOffset = highestSequence + 1 - sequence;
        if (omitted != null) {
            omitted.clear();
        }
        timestampOffset = nextTimestamp(nowNanos) - timestamp;
        aheadNanos = anythingSent ? Math.max(0, highestNanos + NANOS_PER_SECOND / framesPerSecond - nowNanos) : 0;
    }

    /**
     * Has a packet of the present source, just begun with {@link #begin}, bear this timestamp instead, unless that would lie before
     * what was sent, or more than a second behind it.
     */
    void continueAt(int sourceTimestamp, int ownTimestamp) {
        int step = ownTimestamp - highestTimestamp;
        if (step > 0 && step < clockRate) {
            timestampOffset = ownTimestamp - sourceTimestamp;
        }
    }

    /** Whether a packet of the present source is newer than all before, at another clock rate than theirs. */
    boolean changesClock(int packetClockRate, int sequence) {
        return packetClockRate != clockRate && (short) (sequence - (int) highestExtended) > 0;
    }

    /**
     * Moves a packet of the present source into the stream.
     *
     * @return false for one that is older than the source's first packet and has to be dropped
     */
    boolean move(int sequence, int timestamp, long nowNanos) {
        long extended = extended(sequence);
        if (extended < firstExtended) {
            return false;
        }
        int moved = sequence + sequenceOffset;
        if (omitted != null) {
            long before = omitted.before(extended);
            if (before == OmittedNumbers.FORGOTTEN) {
                return false;
            }
            moved -= (int) before;
        }
        highestExtended = Math.max(highestExtended, extended);
        advance(moved, timestamp + timestampOffset, nowNanos + aheadNanos);
        return true;
    }

    /**
     * Leaves a packet of the present source out, so that the next one has the number that it would have had.
     *
     * @return false for one that comes behind newer ones, which have left room for it, and has not been left out before
     */
    boolean omit(int sequence) {
        long extended = extended(sequence);
        if (extended <= highestExtended) {
            return omitted != null && omitted.has(extended);
        }
        if (omitted == null) {
            omitted = new OmittedNumbers();
        }
        omitted.omit(extended);
        highestExtended = extended;
        return true;
    }

    /** The number of a packet of the present source, not wrapped. */
    long extended(int sequence) {
        return highestExtended + (short) (sequence - (int) highestExtended);
    }

    /** The first number of the present source, not wrapped. */
    long firstExtended() {
        return firstExtended;
    }

    /** The highest number of the present source that has been dealt with, not wrapped. */
    long highestExtended() {
        return highestExtended;
    }

    /** Which packet of the present source was sent under this number, or -1 if none of it was. */
    int sourceSequence(int ownSequence) {
        OmittedNumbers gaps = omitted;
        long highest = gaps == null ? highestExtended : highestExtended - gaps.total();
        long moved = highest + (short) (ownSequence - sequenceOffset - (int) highest);
        long extended = gaps == null ? moved : gaps.original(moved);
        return extended < firstExtended || extended > highestExtended ? -1 : (int) extended & 0xFFFF;
    }

    /** The latest timestamp that was sent, as the present source has it. */
    int latestSourceTimestamp() {
        return highestTimestamp - timestampOffset;
    }

    /** Adds a packet of the server's own, one frame after the last. */
    void insert(long nowNanos) {
        if (anythingSent) {
            long dueNanos = highestNanos + NANOS_PER_SECOND / framesPerSecond;
            advance(highestSequence + 1, highestTimestamp + frameTicks(), dueNanos);
        } else {
            advance(highestSequence + 1, highestTimestamp, nowNanos);
        }
    }

    /** By how much the stream is ahead of real time; negative after a pause. */
    long aheadNanos(long nowNanos) {
        return highestNanos - nowNanos;
    }

    /** The sequence number of what was last moved or inserted. */
    int movedSequence() {
        return movedSequence;
    }

    /** The timestamp of what was last moved or inserted. */
    int movedTimestamp() {
        return movedTimestamp;
    }

    /** Where the present source's timestamp lies in the stream. */
    int timestampOf(int sourceTimestamp) {
        return sourceTimestamp + timestampOffset;
    }

    /** Whether the stream has carried a packet yet. */
    boolean anythingSent() {
        return anythingSent;
    }

    /** The timestamp that a packet sampled now would have, for sender reports. */
    int timestampAt(long nowNanos) {
        return highestTimestamp + ticks(nowNanos + aheadNanos - highestNanos);
    }

    private void advance(int sequence, int timestamp, long dueNanos) {
        movedSequence = sequence & 0xFFFF;
        movedTimestamp = timestamp;
        if (!anythingSent || (short) (sequence - highestSequence) > 0) {
            highestSequence = movedSequence;
        }
        if (!anythingSent || timestamp - highestTimestamp > 0) {
            highestTimestamp = timestamp;
            highestNanos = dueNanos;
        }
        anythingSent = true;
    }

    private int nextTimestamp(long nowNanos) {
        return anythingSent
                ? highestTimestamp + Math.max(frameTicks(), ticks(nowNanos - highestNanos))
                : highestTimestamp;
    }

    private int frameTicks() {
        return clockRate / framesPerSecond;
    }

    // Split into seconds and the rest: hours in nanoseconds times a clock rate do not fit a long for ever.
    private int ticks(long nanos) {
        long seconds = nanos / NANOS_PER_SECOND;
        long rest = nanos % NANOS_PER_SECOND;
        return (int) (seconds * clockRate + rest * clockRate / NANOS_PER_SECOND);
    }
}
