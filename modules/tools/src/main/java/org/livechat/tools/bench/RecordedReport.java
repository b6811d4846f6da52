package org.livechat.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/** Rounds with recording and without, side by side. */
final class RecordedReport {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Threads that used less are not shown. */
    private static final long SHOWN_NANOS = 100 * NANOS_PER_MILLI;

    /** What relays, as {@link CpuUse} calls it. */
    private static final String RELAYING = "media-worker";

    private final List<Measured> unrecorded = new ArrayList<>();
    private final List<Measured> recorded = new ArrayList<>();

    /**
     * A round.
     *
     * @param figures what the server has done from before its warm-up to behind its end
     */
    record Measured(Round round, Map<String, Double> figures) {
        double figure(String name) {
            return figures.getOrDefault(name, 0.0);
        }
    }

    void unrecorded(Measured measured) {
        unrecorded.add(measured);
    }

    void recorded(Measured measured) {
        recorded.add(measured);
    }

    void write(ObjectNode summary) {
        write(summary.putObject("unrecorded"), unrecorded);
        write(summary.putObject("recorded"), recorded);
        summary.put("more_cpu_percent", 100 * (nanosPerDelivered(recorded) / nanosPerDelivered(unrecorded) - 1))
                .put(
                        "more_relaying_cpu_percent",
                        100 * (relayingPerDelivered(recorded) / relayingPerDelivered(unrecorded) - 1));
    }

    private static void write(ObjectNode into, List<Measured> rounds) {
        into.put("rounds", rounds.size())
                .put("sent", (long) sum(rounds, measured -> measured.round().sent()))
                .put("expected", (long) sum(rounds, measured -> measured.round().expected()))
                .put("heard", (long) sum(rounds, measured -> measured.round().delivered()))
                .put("lost", (long) sum(rounds, measured -> measured.round().lost()))
                .put("not_sent", (long) sum(rounds, measured -> measured.round().sendFailures()))
                .put("seconds", sum(rounds, measured -> measured.round().seconds()))
                .put(
                        "cpu_seconds",
                        sum(rounds, measured -> measured.round().cpu().totalNanos() / 1e9))
                .put("cpu_ns_per_heard", nanosPerDelivered(rounds))
                .put(
                        "latency_p99_us",
                        median(rounds, measured -> measured.round().latency().percentile(0.99) / 1e3))
                .put("taken", (long) sum(rounds, measured -> measured.figure(ServerFigures.TAKEN)))
                .put("not_recorded", (long) sum(
                        rounds,
                        measured -> measured.figure(ServerFigures.DROPPED) + measured.figure(ServerFigures.LOST)))
                .put("files", (long) sum(rounds, measured -> measured.figure(ServerFigures.FILES)))
                .put("rows", (long) sum(rounds, measured -> measured.figure(ServerFigures.ROWS)))
                .put("rows_per_second", perSecond(rounds, ServerFigures.ROWS))
                .put("disk_bytes_per_second", perSecond(rounds, ServerFigures.DISK_BYTES));
        ObjectNode threads = into.putObject("cpu_ms");
        Map<String, Long> nanos = new TreeMap<>();
        rounds.forEach(measured ->
                measured.round().cpu().byThread().forEach((name, used) -> nanos.merge(name, used, Long::sum)));
        nanos.forEach((name, used) -> {
            if (used >= SHOWN_NANOS) {
                threads.put(name, used / NANOS_PER_MILLI);
            }
        });
    }

    private static double perSecond(List<Measured> rounds, String name) {
        return sum(rounds, measured -> measured.figure(name))
                / sum(rounds, measured -> measured.figure(ServerFigures.SECONDS));
    }

    private static double nanosPerDelivered(List<Measured> rounds) {
        return median(rounds, measured -> measured.round().nanosPerDelivered());
    }

    private static double relayingPerDelivered(List<Measured> rounds) {
        return median(
                rounds,
                measured -> (double) measured.round().cpu().byThread().getOrDefault(RELAYING, 0L)
                        / measured.round().delivered());
    }

    private static double sum(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return rounds.stream().mapToDouble(figure).sum();
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
