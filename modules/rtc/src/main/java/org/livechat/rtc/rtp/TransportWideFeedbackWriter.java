package org.livechat.rtc.rtp;

/**
 * Writes one transport-wide feedback packet (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1) in two passes over the same
 * packets, so that nothing has to be kept between: first the status of each, then the delta of each that was received.
 *
 * <pre>{@code
 * writer.begin(rtcp, sender, media, baseSequence, referenceTime, number, mostBytes);
 * while (more && (received ? writer.received(deltaTicks) : writer.lost())) ...
 * writer.endStatuses();
 * for each that was received: writer.delta(deltaTicks);
 * writer.end();
 * }</pre>
 *
 * <p>Statuses are packed as they come: as many alike as possible into a run, else fourteen into a vector of single bits, or seven
 * into one of two bits where a delta is large. Meant to be kept and begun again; owned by one thread; allocates nothing.
 */
public final class TransportWideFeedbackWriter {
    /** Bytes within which the first received packet always fits, with up to 8191 that were lost before it. */
    public static final int LEAST_BYTES = 28;

    /** The most packets that one feedback can be about. */
    public static final int MOST_STATUSES = 0xffff;

    private static final int LOST = 0;
    private static final int NO_FIT = 3;
    private static final int CHUNK_BYTES = 2;

    private RtcpWriter rtcp = new RtcpWriter();
    private int mostBytes;
    private int statuses;
    private int bytes;

    /** Statuses that are in no chunk yet: how many, the first fourteen (two bits each, the oldest highest), and what they share. */
    private int pending;

    private int pendingSymbols;
    private int firstSymbol;
    private boolean alike;
    private boolean large;

    /** A writer that has no packet until one is begun. */
    public TransportWideFeedbackWriter() {}

    /**
     * Begins a feedback packet behind what the writer holds already.
     *
     * @param baseSequence the first sequence number that a status follows for; the low 16 bits count
     * @param referenceTime in units of 64 ms, which the first delta counts from; the low 24 bits count
     * @param number of the feedback itself; the low 8 bits count
     * @param mostBytes the packet may have, at least {@link #LEAST_BYTES}; there must be room for them in the writer's buffer
     */
    public void begin(
            RtcpWriter writer,
            int senderSsrc,
            int mediaSsrc,
            int baseSequence,
            int referenceTime,
            int number,
            int mostBytes) {
        if (mostBytes < LEAST_BYTES) {
            throw new IllegalArgumentException(
                    "feedback of at most " + mostBytes + " bytes, but it needs " + LEAST_BYTES);
        }
        this.rtcp = writer;
        this.mostBytes = mostBytes & ~3;
        this.statuses = 0;
        this.pending = 0;
        this.bytes = TransportWideFeedback.START;
        rtcp.transportWide(senderSsrc, mediaSsrc, baseSequence, referenceTime, number);
    }

    /** Says that the next packet has not arrived; false, and nothing said, if there is no room for it. */
    public boolean lost() {
        return add(LOST, 0);
    }

    /**
     * Says that the next packet has arrived.
     *
     * @param deltaTicks time since the packet before, or since the reference time, in units of 250 us
     * @return false, and nothing said, if there is no room for it or the delta does not fit 16 bits: a new feedback must begin
     */
    public boolean received(int deltaTicks) {
        int symbol = symbol(deltaTicks);
        return symbol != NO_FIT && add(symbol, symbol);
    }

    private static int symbol(int deltaTicks) {
        if (deltaTicks >= 0 && deltaTicks <= 0xff) {
            return TransportWideFeedback.SMALL_DELTA;
        }
        return deltaTicks == (short) deltaTicks ? TransportWideFeedback.LARGE_DELTA : NO_FIT;
    }

    private boolean add(int symbol, int deltaBytes) {
        boolean fits = fitsPending(symbol);
        // What is pending always ends up in one chunk; a symbol that does not fit it makes it two.
        int needed = bytes + deltaBytes + (fits ? CHUNK_BYTES : 2 * CHUNK_BYTES);
        if (needed > mostBytes || statuses == MOST_STATUSES) {
            return false;
        }
        if (!fits) {
            emit();
        }
        if (pending == 0) {
            firstSymbol = symbol;
            alike = true;
            large = false;
            pendingSymbols = 0;
        }
        if (pending < TransportWideFeedback.ONE_BIT_CAPACITY) {
            pendingSymbols |= symbol << shift(pending);
        }
        alike &= symbol == firstSymbol;
        large |= symbol == TransportWideFeedback.LARGE_DELTA;
        pending++;
        statuses++;
        bytes += deltaBytes;
        return true;
    }

    private boolean fitsPending(int symbol) {
        if (pending < TransportWideFeedback.TWO_BIT_CAPACITY) {
            return true;
        }
        if (pending < TransportWideFeedback.ONE_BIT_CAPACITY && !large && symbol != TransportWideFeedback.LARGE_DELTA) {
            return true;
        }
        return pending < TransportWideFeedback.LONGEST_RUN && alike && symbol == firstSymbol;
    }

    /** Writes a chunk of what is pending, all of it or the first seven, after which any symbol fits what is left. */
    private void emit() {
        if (alike) {
            chunk(firstSymbol << 13 | pending);
            pending = 0;
        } else if (!large && pending == TransportWideFeedback.ONE_BIT_CAPACITY) {
            chunk(oneBitVector());
            pending = 0;
        } else {
            chunk(twoBitVector());
            keepAfterTwoBitVector();
        }
    }

    private void keepAfterTwoBitVector() {
        pending -= TransportWideFeedback.TWO_BIT_CAPACITY;
        pendingSymbols <<= 2 * TransportWideFeedback.TWO_BIT_CAPACITY;
        firstSymbol = pendingSymbols >>> shift(0) & 3;
        alike = true;
        large = false;
        for (int i = 0; i < pending; i++) {
            int symbol = pendingSymbols >>> shift(i) & 3;
            alike &= symbol == firstSymbol;
            large |= symbol == TransportWideFeedback.LARGE_DELTA;
        }
    }

    private int oneBitVector() {
        int bits = 0;
        for (int i = 0; i < TransportWideFeedback.ONE_BIT_CAPACITY; i++) {
            bits = bits << 1 | (pendingSymbols >>> shift(i) & 1);
        }
        return TransportWideFeedback.VECTOR_BIT | bits;
    }

    private int twoBitVector() {
        return TransportWideFeedback.VECTOR_BIT
                | TransportWideFeedback.TWO_BIT_SYMBOLS
                | pendingSymbols >>> shift(TransportWideFeedback.TWO_BIT_CAPACITY - 1);
    }

    private static int shift(int index) {
        return 2 * (TransportWideFeedback.ONE_BIT_CAPACITY - 1 - index);
    }

    private void chunk(int chunk) {
        rtcp.transportWideChunk(chunk);
        bytes += CHUNK_BYTES;
    }

    /** Ends the first pass; a vector may have room for more than was said, which the count of statuses tells. */
    public void endStatuses() {
        if (pending > 0) {
            if (alike) {
                chunk(firstSymbol << 13 | pending);
            } else {
                chunk(large ? twoBitVector() : oneBitVector());
            }
            pending = 0;
        }
        rtcp.transportWideStatusCount(statuses);
    }

    /** Gives the delta of the next received packet, the same as in the first pass. */
    public void delta(int deltaTicks) {
        rtcp.transportWideDelta(deltaTicks, symbol(deltaTicks));
    }

    /** Ends the packet, which is filled with zeros to whole words. */
    public void end() {
        rtcp.endTransportWide();
    }
}
