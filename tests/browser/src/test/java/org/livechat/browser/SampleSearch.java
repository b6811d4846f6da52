package org.livechat.browser;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Looks for the first sample that satisfies a condition, and through each once: all of them at every look are more each time, and on a
 * slow machine the looking would be what makes it slow.
 */
final class SampleSearch {
    private final LongFunction<List<Sample>> samplesSince;
    private final Predicate<Sample> condition;
    private long since;

    /**
     * @param samplesSince what was measured from an instant on, oldest first
     * @param since from when it is looked
     */
    SampleSearch(LongFunction<List<Sample>> samplesSince, long since, Predicate<Sample> condition) {
        this.samplesSince = samplesSince;
        this.condition = condition;
        this.since = since;
    }

    /** Looks through what has come since the last look. */
    Optional<Sample> look() {
        List<Sample> fresh = samplesSince.apply(since);
        if (!fresh.isEmpty()) {
            since = fresh.getLast().unixMillis();
        }
        return fresh.stream().filter(condition).findFirst();
    }
}
