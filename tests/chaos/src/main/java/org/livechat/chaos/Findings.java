package org.livechat.chaos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rules that were broken. Thread-safe. */
final class Findings {
    /** More of one rule tell nothing new. */
    private static final int MOST_KEPT = 20;

    private final Map<Rule, List<String>> kept = new EnumMap<>(Rule.class);
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    private final long beganNanos = System.nanoTime();
    private final PrintStream out;

    /** @param out told of each at once */
    Findings(PrintStream out) {
        this.out = out;
    }

    synchronized void add(Rule rule, String what) {
        List<String> ofRule = kept.computeIfAbsent(rule, _ -> new ArrayList<>());
        counts.merge(rule, 1, Integer::sum);
        if (ofRule.size() < MOST_KEPT) {
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            String line = "%.1f s: %s".formatted(seconds, what);
            ofRule.add(line);
            out.println("BROKEN " + rule + " (" + rule.sentence() + "): " + line);
        }
    }

    synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        kept.forEach((rule, ofRule) -> {
            lines.add("%s: %d times".formatted(rule.sentence(), counts.getOrDefault(rule, 0)));
            ofRule.forEach(line -> lines.add("  " + line));
        });
        return lines;
    }
}
