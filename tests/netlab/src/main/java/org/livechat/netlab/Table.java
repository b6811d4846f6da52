package org.livechat.netlab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Results as Markdown: a line a case, phase and build, the median of the rounds. */
final class Table {
    private static final int ONE_SECOND = 1;
    private static final int FIVE_SECONDS = 5;

    private static final List<Column> OF_LISTENERS = List.of(
            new Column("voice made up %", 1, of -> of.reception().concealedPercent()),
            new Column("silent %", 1, of -> of.reception().silentPercent()),
            new Column("frames/s", 1, of -> of.reception().framesPerSecond()),
            Column.always("gaps s", 1, of -> of.reception().gapSeconds()),
            new Column("video kbit/s", 0, of -> of.reception().videoKbitPerSecond()),
            new Column("NACK", 0, of -> of.reception().nacks()),
            new Column("of voice", 0, of -> of.reception().voiceNacks()),
            new Column("PLI", 0, of -> of.reception().plis()),
            new Column("voice buffer ms", 0, of -> of.reception().voiceBufferMillis()),
            new Column("video buffer ms", 0, of -> of.reception().videoBufferMillis()));
    private static final List<Column> OF_TALKERS = List.of(
            new Column("keyframes", 0, of -> of.sending().keyFrames()),
            new Column("sent again", 0, of -> of.sending().retransmitted()),
            new Column("kbit/s", 0, of -> of.sending().videoKbitPerSecond()),
            new Column("in s 1", 0, of -> of.sending().sentInSecond(ONE_SECOND)),
            new Column("in s 5", 0, of -> of.sending().sentInSecond(FIVE_SECONDS)),
            new Column("width", 0, of -> of.sending().width()),
            new Column("cpu-limited s", 0, of -> of.sending().limitedByCpuSeconds()));
    private static final List<Column> OF_NETWORKS = List.of(
            Column.always("up lost %", 1, of -> of.fromBrowser().lostPercent()),
            new Column(
                    "up queued ms", 0, of -> OptionalDouble.of(of.fromBrowser().meanQueuedMillis())),
            Column.always("down lost %", 1, of -> of.toBrowser().lostPercent()),
            Column.always("down dropped", 0, of -> of.toBrowser().overflowed()),
            new Column(
                    "down queued ms", 0, of -> OptionalDouble.of(of.toBrowser().meanQueuedMillis())),
            Column.always("down kbit/s", 0, of -> of.toBrowser().kbitPerSecond()));

    private Table() {}

    /** What the listeners had, what the talkers sent, and what the bad network did. */
    static String of(List<Result> results) {
        return "Listeners\n\n"
                + table(
                        results,
                        OF_LISTENERS,
                        (bad, person) -> person.reception().isHeard())
                + "\nTalkers\n\n"
                + table(results, OF_TALKERS, (bad, person) -> person.sending().isSeen())
                + "\nThe bad network\n\n" + table(results, OF_NETWORKS, (bad, person) -> bad);
    }

    private static String table(List<Result> results, List<Column> columns, Chosen chosen) {
        Map<Line, List<Result.Person>> lines = new LinkedHashMap<>();
        for (Result result : results) {
            for (Map.Entry<String, Result.Person> person : result.people().entrySet()) {
                boolean bad = person.getKey().equals(result.bad());
                if (chosen.is(bad, person.getValue())) {
                    String who = person.getKey() + browser(person.getValue()) + (bad ? " (bad network)" : "");
                    lines.computeIfAbsent(
                                    new Line((result.name() + " " + result.phase()).strip(), result.build(), who),
                                    line -> new ArrayList<>())
                            .add(person.getValue());
                }
            }
        }
        return "| case | build | who | " + columns.stream().map(Column::title).collect(Collectors.joining(" | "))
                + " |\n" + "|---|---|---|" + "---|".repeat(columns.size()) + "\n"
                + lines.entrySet().stream()
                        .map(line -> "| %s | %s | %s | %s |\n"
                                .formatted(
                                        line.getKey().name(),
                                        line.getKey().build(),
                                        line.getKey().who(),
                                        columns.stream()
                                                .map(column -> column.text(line.getValue()))
                                                .collect(Collectors.joining(" | "))))
                        .collect(Collectors.joining());
    }

    /** Said where it is not the usual one. */
    private static String browser(Result.Person person) {
        return person.browser() == Agent.CHROMIUM
                ? ""
                : " in " + person.browser().text();
    }

    private record Line(String name, String build, String who) {}

    private record Column(String title, int decimals, Function<Result.Person, OptionalDouble> figure) {
        /** Of a figure that does not come from a browser. */
        static Column always(String title, int decimals, ToDoubleFunction<Result.Person> figure) {
            return new Column(title, decimals, of -> OptionalDouble.of(figure.applyAsDouble(of)));
        }

        String text(List<Result.Person> rounds) {
            return Figure.text(Figure.median(rounds.stream().map(figure)), decimals);
        }
    }

    private interface Chosen {
        boolean is(boolean bad, Result.Person person);
    }
}
