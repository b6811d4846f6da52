package org.livechat.tools.bench;

import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One measured stretch of traffic.
 *
 * @param target "server" or "yardstick"
 * @param rate packets a second that each source was to send
 * @param seconds how long was measured
 * @param cpu what the target used; zero if its process is not known
 * @param residentBytes of the target
 */
record Round(
        String target,
        double rate,
        double seconds,
        long sent,
        long expected,
        long delivered,
        long reordered,
        long duplicates,
        long opened,
        long refused,
        long sendFailures,
        Histogram latency,
        Histogram spread,
        CpuUse cpu,
        long residentBytes) {
    private static final long THREAD_SHOWN_NANOS = 1_000_000;
    private static final double NANOS_PER_MICRO = 1e3;

    static Round of(String target, double rate, double seconds, Tally tally, CpuUse cpu, long residentBytes) {
        return new Round(
                target,
                rate,
                seconds,
                tally.sentPackets(),
                tally.expectedPackets(),
                tally.deliveredCount(),
                tally.reorderedCount(),
                tally.duplicateCount(),
                tally.openedCount(),
                tally.refusedCount(),
                tally.sendFailures(),
                tally.latency(),
                tally.spread(),
                cpu,
                residentBytes);
    }

    long lost() {
        return expected - delivered;
    }

    double lossRatio() {
        return expected == 0 ? 0 : (double) lost() / expected;
    }

    double nanosPerDelivered() {
        return delivered == 0 ? 0 : (double) cpu.totalNanos() / delivered;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("target", target)
                .put("rate", rate)
                .put("seconds", seconds)
                .put("sent", sent)
                .put("expected", expected)
                .put("delivered", delivered)
                .put("lost", lost())
                .put("loss_ratio", lossRatio())
                .put("reordered", reordered)
                .put("duplicates", duplicates)
                .put("authenticated", opened)
                .put("not_authentic", refused)
                .put("send_failures", sendFailures);
        json.set("latency_us", percentiles(latency));
        json.set("spread_us", percentiles(spread));
        json.put("cpu_ns", cpu.totalNanos())
                .put("cpu_user_ns", cpu.userNanos())
                .put("cpu_system_ns", cpu.systemNanos())
                .put("cpu_ns_per_delivered", nanosPerDelivered())
                .put("resident_bytes", residentBytes);
        ObjectNode threads = json.putObject("threads_ns");
        cpu.byThread().entrySet().stream()
                .filter(thread -> thread.getValue() >= THREAD_SHOWN_NANOS)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(thread -> threads.put(thread.getKey(), thread.getValue()));
        return json;
    }

    static ObjectNode percentiles(Histogram histogram) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("samples", histogram.total())
                .put("p50", histogram.percentile(0.5) / NANOS_PER_MICRO)
                .put("p90", histogram.percentile(0.9) / NANOS_PER_MICRO)
                .put("p99", histogram.percentile(0.99) / NANOS_PER_MICRO)
                .put("p99.9", histogram.percentile(0.999) / NANOS_PER_MICRO)
                .put("max", histogram.max() / NANOS_PER_MICRO);
    }
}
