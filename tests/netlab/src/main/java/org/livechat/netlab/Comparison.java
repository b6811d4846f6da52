package org.livechat.netlab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Results as docs/networks.md has them: a line a case, and builds side by side; each figure is the median of its rounds. Of one who
 * talks to two it has A, who is behind the bad network or across it; of a conference everybody.
 */
final class Comparison {
    private static final String LISTENER = "A";

    private static final List<Figures> OF_A_TALK = List.of(
            heard("voice made up %", 1, Reception::concealedPercent),
            heard("frames/s", 1, Reception::framesPerSecond),
            heard("gaps s", 1, reception -> OptionalDouble.of(reception.gapSeconds())),
            heard("video kbit/s", 0, Reception::videoKbitPerSecond),
            sent("width sent", 0, Sending::width),
            sent("keyframes", 0, Sending::keyFrames));
    private static final List<Figures> OF_A_CONFERENCE = List.of(
            heard("frames/s", 1, Reception::framesPerSecond),
            heard("gaps s", 1, reception -> OptionalDouble.of(reception.gapSeconds())),
            heard("voice made up %", 1, Reception::concealedPercent),
            heard("video kbit/s", 0, Reception::videoKbitPerSecond),
            heard("PLI", 0, Reception::plis));

    private Comparison() {}

    static String of(List<Result> results) {
        List<Result> talks =
                results.stream().filter(one -> one.phase().isEmpty()).toList();
        List<Result> conferences =
                results.stream().filter(one -> !one.phase().isEmpty()).toList();
        return rounds(results)
                + (talks.isEmpty() ? "" : "\nFigures of " + LISTENER + "\n\n" + table(talks, OF_A_TALK))
                + (conferences.isEmpty() ? "" : "\nConferences\n\n" + table(conferences, OF_A_CONFERENCE));
    }

    /** How good the figures are. */
    private static String rounds(List<Result> results) {
        Map<List<String>, Long> counted = results.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.name(), one.phase(), one.build()), Collectors.counting()));
        var rounds = counted.values().stream().mapToLong(count -> count).summaryStatistics();
        var load = results.stream().mapToDouble(Result::load).summaryStatistics();
        return results.isEmpty()
                ? "Nothing was measured.\n"
                : "Medians of %s; load %.0f to %.0f\n"
                        .formatted(
                                rounds.getMin() == rounds.getMax()
                                        ? rounds.getMax() + " rounds"
                                        : rounds.getMin() + " to " + rounds.getMax() + " rounds",
                                load.getMin(),
                                load.getMax());
    }

    private static String table(List<Result> results, List<Figures> figures) {
        List<String> builds = results.stream().map(Result::build).distinct().toList();
        Map<String, Map<String, List<Seen>>> lines = new LinkedHashMap<>();
        for (Result result : results) {
            for (String who : result.phase().isEmpty()
                    ? List.of(LISTENER)
                    : List.copyOf(result.people().keySet())) {
                lines.computeIfAbsent(line(result, who), line -> new LinkedHashMap<>())
                        .computeIfAbsent(result.build(), build -> new ArrayList<>())
                        .add(new Seen(result, who));
            }
        }
        String more = " |".repeat(builds.size() - 1);
        return "| case | "
                + figures.stream().map(one -> one.title() + " |" + more).collect(Collectors.joining(" "))
                + "\n|---|" + "---|".repeat(builds.size() * figures.size()) + "\n| | "
                + figures.stream().map(one -> String.join(" | ", builds) + " |").collect(Collectors.joining(" "))
                + "\n"
                + lines.entrySet().stream()
                        .map(line -> "| " + line.getKey() + " | "
                                + figures.stream()
                                        .flatMap(one -> builds.stream()
                                                .map(build ->
                                                        one.text(line.getValue().getOrDefault(build, List.of()))))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String line(Result result, String who) {
        return result.phase().isEmpty()
                ? result.name()
                : result.name() + " " + result.phase() + ", " + who
                        + (who.equals(result.bad()) ? " (bad network)" : "");
    }

    private static Figures heard(String title, int decimals, Function<Reception, OptionalDouble> figure) {
        return new Figures(title, decimals, seen -> figure.apply(seen.person().reception()));
    }

    private static Figures sent(String title, int decimals, Function<Sending, OptionalDouble> figure) {
        return new Figures(title, decimals, seen -> figure.apply(seen.talker().sending()));
    }

    /** Somebody in one round. */
    private record Seen(Result result, String who) {
        Result.Person person() {
            return result.people().getOrDefault(who, talker());
        }

        /** Who sent what they saw. */
        Result.Person talker() {
            return List.copyOf(result.people().values()).getFirst();
        }
    }

    private record Figures(String title, int decimals, Function<Seen, OptionalDouble> figure) {
        String text(List<Seen> rounds) {
            return Figure.text(Figure.median(rounds.stream().map(figure)), decimals);
        }
    }
}
