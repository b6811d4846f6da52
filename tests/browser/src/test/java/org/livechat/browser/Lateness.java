package org.livechat.browser;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How late a voice came.
 *
 * @param way over what it came
 * @param sent how many frames were said
 * @param millis from mouth to ear of each frame that came
 * @param dropped packets that the server did not send on since they had waited for too long, or did not fit, pictures included
 * @param again segments that TCP of the server has sent again
 * @param unsent bytes that the kernel of the server has kept at most that were not sent once yet, as often as that was looked at
 */
record Lateness(String way, int sent, List<Double> millis, long dropped, long again, long unsent) {
    /** Behind that a server throws away what a client over TCP does not take. */
    private static final double LATE_MILLIS = 200;

    /** More than jitter buffers of browsers are long, but for a while after it has happened before. */
    private static final double TOO_LATE_MILLIS = 250;

    static final String HEAD = """
            | over | frames | median ms | 95 %% | 99 %% | worst | later than %.0f ms | than %.0f ms | never came | dropped by the server | sent again by TCP | unsent bytes |
            |---|---|---|---|---|---|---|---|---|---|---|---|""".formatted(LATE_MILLIS, TOO_LATE_MILLIS);

    static Lateness of(String way, int sent, List<TimedMember.Arrival> heard, long dropped, long again, long unsent) {
        List<Double> millis = heard.stream()
                .map(frame -> (frame.arrivedNanos() - frame.sentNanos()) / (double) TimeUnit.MILLISECONDS.toNanos(1))
                .toList();
        return new Lateness(way, sent, millis, dropped, again, unsent);
    }

    /** Both together. */
    Lateness and(Lateness other) {
        return new Lateness(
                way,
                sent + other.sent,
                Stream.concat(millis.stream(), other.millis.stream()).toList(),
                dropped + other.dropped,
                again + other.again,
                Math.max(unsent, other.unsent));
    }

    /** A line of a table in Markdown. */
    @Override
    public String toString() {
        List<Double> sorted = millis.stream().sorted().toList();
        return "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.1f %% | %.1f %% | %.1f %% | %d | %d | %d |"
                .formatted(
                        way,
                        sent,
                        at(sorted, 0.5),
                        at(sorted, 0.95),
                        at(sorted, 0.99),
                        at(sorted, 1),
                        share(later(LATE_MILLIS)),
                        share(later(TOO_LATE_MILLIS)),
                        share(sent - millis.size()),
                        dropped,
                        again,
                        unsent);
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.round((sorted.size() - 1) * share));
    }

    private long later(double than) {
        return millis.stream().filter(one -> one > than).count();
    }

    private double share(long frames) {
        return 100.0 * frames / sent;
    }
}
