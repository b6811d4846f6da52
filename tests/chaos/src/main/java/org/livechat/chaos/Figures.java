package org.livechat.chaos;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what was done and seen. Thread-safe. */
final class Figures {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long times) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).add(times);
    }

    long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        new TreeMap<>(counts).forEach((what, count) -> text.append(String.format("%,12d  %s%n", count.sum(), what)));
        return text.toString();
    }
}
