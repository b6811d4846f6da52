package org.livechat.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.livechat.tools.Screen;
import org.livechat.tools.Style;
import org.livechat.tools.Table;
import tools.jackson.databind.node.ObjectNode;

/** Rounds as people and programs read them. */
final class Report {
    private static final String SERVER = "server";
    private static final String YARDSTICK = "yardstick";

    private final List<Round> rounds = new ArrayList<>();
    private OptionalDouble saturation = OptionalDouble.empty();

    /** The highest rate at which next to nothing was lost. */
    void saturation(double packetsPerSecond) {
        saturation = OptionalDouble.of(packetsPerSecond);
    }

    void add(Round round) {
        rounds.add(round);
    }

    /** Adds the rounds and what follows from them. */
    void write(ObjectNode into) {
        var list = into.putArray("rounds");
        rounds.forEach(round -> list.add(round.json()));
        ObjectNode summary = into.putObject("summary");
        List<Round> server = of(SERVER);
        summary.put("delivered", server.stream().mapToLong(Round::delivered).sum())
                .put("expected", server.stream().mapToLong(Round::expected).sum())
                .put("lost", server.stream().mapToLong(Round::lost).sum())
                .put("reordered", server.stream().mapToLong(Round::reordered).sum())
                .put("duplicates", server.stream().mapToLong(Round::duplicates).sum())
                .put("delivered_per_second", median(server, round -> round.delivered() / round.seconds()))
                .put("latency_p50_us", median(server, round -> round.latency().percentile(0.5) / 1e3))
                .put("latency_p99_us", median(server, round -> round.latency().percentile(0.99) / 1e3))
                .put("spread_p99_us", median(server, round -> round.spread().percentile(0.99) / 1e3))
                .put("resident_bytes", (long) median(server, Round::residentBytes))
                .put("cpu_share", median(server, round -> round.cpu().totalNanos() / (round.seconds() * 1e9)))
                .put("cpu_ns_per_delivered", median(server, Round::nanosPerDelivered));
        saturation.ifPresent(rate -> summary.put("saturation_packets_per_second", rate));
        List<Round> yardstick = of(YARDSTICK);
        if (!yardstick.isEmpty()) {
            double of = median(yardstick, Round::nanosPerDelivered);
            summary.put("yardstick_cpu_ns_per_delivered", of)
                    .put("ratio", median(server, Round::nanosPerDelivered) / of);
        }
    }

    void print(Screen screen) {
        Table table = new Table(
                "ROUND",
                "PKT/S",
                "DELIVERED",
                "LOST",
                "REORD",
                "DUP",
                "P50",
                "P90",
                "P99",
                "P99.9",
                "MAX",
                "SPREAD99",
                "CPU",
                "USER",
                "NS/DELIVERED",
                "RSS");
        for (Round round : rounds) {
            table.row(List.of(
                    round.target(),
                    number(round.rate()),
                    Long.toString(round.delivered()),
                    Long.toString(round.lost()),
                    Long.toString(round.reordered()),
                    Long.toString(round.duplicates()),
                    micros(round.latency().percentile(0.5)),
                    micros(round.latency().percentile(0.9)),
                    micros(round.latency().percentile(0.99)),
                    micros(round.latency().percentile(0.999)),
                    micros(round.latency().max()),
                    micros(round.spread().percentile(0.99)),
                    percent(round.cpu().totalNanos() / (round.seconds() * 1e9)),
                    percent((double) round.cpu().userNanos()
                            / Math.max(1, round.cpu().totalNanos())),
                    number(round.nanosPerDelivered()),
                    round.residentBytes() / (1 << 20) + " MiB"));
        }
        table.print(screen);
        saturation.ifPresent(rate -> screen.line("saturation: " + number(rate) + " packets a second of each source"));
        double server = median(of(SERVER), Round::nanosPerDelivered);
        if (of(YARDSTICK).isEmpty()) {
            screen.line(screen.styled(Style.HEADING, "server CPU: " + number(server) + " ns a delivered packet"));
        } else {
            double yardstick = median(of(YARDSTICK), Round::nanosPerDelivered);
            screen.line(screen.styled(
                    Style.HEADING,
                    String.format(
                            Locale.ROOT,
                            "server CPU: %.0f ns a delivered packet, yardstick %.0f ns: ratio %.2f",
                            server,
                            yardstick,
                            server / yardstick)));
        }
    }

    private List<Round> of(String target) {
        return rounds.stream().filter(round -> round.target().equals(target)).toList();
    }

    static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.0f us", nanos / 1e3);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }
}
