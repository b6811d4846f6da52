package org.livechat.netlab;

/**
 * What became of the packets of one direction.
 *
 * @param packets all that were sent
 * @param bytes of all that were sent
 * @param lost how many were lost on the way
 * @param overflowed how many found no room in the queue
 * @param queuedNanos how long the others waited for their turn on a limited link, in all
 * @param longestQueuedNanos the longest that one waited
 */
record LinkCounts(long packets, long bytes, long lost, long overflowed, long queuedNanos, long longestQueuedNanos) {
    static final LinkCounts ZERO = new LinkCounts(0, 0, 0, 0, 0, 0);

    private static final double NANOS_PER_MILLI = 1e6;

    LinkCounts passed(int length, long waited) {
        return new LinkCounts(
                packets + 1,
                bytes + length,
                lost,
                overflowed,
                queuedNanos + waited,
                Math.max(longestQueuedNanos, waited));
    }

    LinkCounts lost(int length, long waited) {
        LinkCounts sent = passed(length, waited);
        return new LinkCounts(
                sent.packets, sent.bytes, lost + 1, overflowed, sent.queuedNanos, sent.longestQueuedNanos);
    }

    LinkCounts overflowed(int length) {
        return new LinkCounts(packets + 1, bytes + length, lost, overflowed + 1, queuedNanos, longestQueuedNanos);
    }

    /** Those since an earlier count; the longest wait is that of both. */
    LinkCounts since(LinkCounts earlier) {
        return new LinkCounts(
                packets - earlier.packets,
                bytes - earlier.bytes,
                lost - earlier.lost,
                overflowed - earlier.overflowed,
                queuedNanos - earlier.queuedNanos,
                longestQueuedNanos);
    }

    double lostPercent() {
        return packets == 0 ? 0 : 100.0 * lost / packets;
    }

    double meanQueuedMillis() {
        long queued = packets - overflowed;
        return queued == 0 ? 0 : queuedNanos / NANOS_PER_MILLI / queued;
    }

    double longestQueuedMillis() {
        return longestQueuedNanos / NANOS_PER_MILLI;
    }
}
