package org.livechat.floor;

import java.util.ArrayList;
import java.util.List;

/**
 * When one user had the floor, immutable, the earliest first. It is bounded: of too many, two neighbours become one, which
 * keeps the sum, and slides out of the memory evenly instead of burst by burst. Since the shortest pair is taken, and all
 * lie within the memory, that is a matter of a few hundredths of it.
 */
record TalkSpans(List<Span> spans) {
    static final TalkSpans NONE = new TalkSpans(List.of());
    static final int MOST = 32;

    /**
     * One burst, or several in a row.
     *
     * @param fromNanos the first grant
     * @param untilNanos the end of the last burst, later than the first grant
     * @param talkedNanos how long it had the floor between the two
     */
    record Span(long fromNanos, long untilNanos, long talkedNanos) {
        long lengthNanos() {
            return untilNanos - fromNanos;
        }

        boolean endedBy(long momentNanos) {
            return untilNanos - momentNanos <= 0;
        }

        /** What of it lies later than a moment. */
        long talkedAfter(long edgeNanos) {
            long left = Math.clamp(untilNanos - edgeNanos, 0, lengthNanos());
            return Math.round((double) talkedNanos / lengthNanos() * left);
        }

        Span and(Span later) {
            return new Span(fromNanos, later.untilNanos, talkedNanos + later.talkedNanos);
        }
    }

    /** With a burst that has just ended. */
    TalkSpans with(long fromNanos, long untilNanos) {
        List<Span> next = new ArrayList<>(spans);
        next.add(new Span(fromNanos, untilNanos, untilNanos - fromNanos));
        if (next.size() > MOST) {
            int first = shortestPair(next);
            next.set(first, next.get(first).and(next.remove(first + 1)));
        }
        return new TalkSpans(List.copyOf(next));
    }

    private static int shortestPair(List<Span> spans) {
        int shortest = 0;
        for (int index = 1; index < spans.size() - 1; index++) {
            if (pairNanos(spans, index) < pairNanos(spans, shortest)) {
                shortest = index;
            }
        }
        return shortest;
    }

    private static long pairNanos(List<Span> spans, int first) {
        return spans.get(first + 1).untilNanos() - spans.get(first).fromNanos();
    }

    /** Whether one of them ended by then. */
    boolean anyEndedBy(long edgeNanos) {
        return !spans.isEmpty() && spans.getFirst().endedBy(edgeNanos);
    }

    /** Without those that ended by then. */
    TalkSpans after(long edgeNanos) {
        return anyEndedBy(edgeNanos)
                ? new TalkSpans(
                        spans.stream().filter(span -> !span.endedBy(edgeNanos)).toList())
                : this;
    }

    long talkedAfter(long edgeNanos) {
        return spans.stream().mapToLong(span -> span.talkedAfter(edgeNanos)).sum();
    }
}
