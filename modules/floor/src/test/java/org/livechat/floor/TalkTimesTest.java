package org.livechat.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** That the history is bounded, and what is lost by that. Times are in plain nanoseconds, close to their overflow. */
class TalkTimesTest {
    private static final long START = Math.subtractExact(Long.MAX_VALUE, 1000);
    private static final long MEMORY = 1_000_000;

    @Test
    void a_user_has_no_more_than_so_many_bursts_and_the_sum_is_kept() {
        TalkSpans spans = bursts(1000);
        assertThat(spans.spans()).hasSize(TalkSpans.MOST);
        assertThat(spans.talkedAfter(START)).isEqualTo(10_000);
    }

    @Test
    void merged_bursts_leave_the_memory_evenly() {
        TalkSpans spans = bursts(1000);
        for (long passed = 0; passed <= 1000; passed++) {
            assertThat(spans.talkedAfter(START + passed * 100)).isCloseTo(10_000 - passed * 10, Offset.offset(50L));
        }
    }

    @Test
    void as_many_as_are_kept_count_exactly() {
        TalkSpans spans = bursts(TalkSpans.MOST);
        assertThat(spans.talkedAfter(START + 5)).isEqualTo(10 * TalkSpans.MOST - 5L);
        assertThat(spans.after(START + 10).spans()).hasSize(TalkSpans.MOST - 1);
    }

    @Test
    void a_stranger_with_many_names_makes_nobody_forgotten_who_has_talked_longer() {
        TalkTimes times = TalkTimes.NONE.with("ann", START, START + MEMORY / 50, START - MEMORY);
        long now = START + MEMORY / 50;
        for (int name = 0; name < 10_000; name++) {
            times = times.with("stranger" + name, now, now + 3, now - MEMORY);
            now += 5;
        }
        assertThat(times.byUser()).hasSize(TalkTimes.MOST_USERS);
        assertThat(times.talkedAfter("ann", now - MEMORY)).isEqualTo(MEMORY / 50);
    }

    @Test
    void of_those_who_talked_as_long_the_earlier_is_forgotten() {
        TalkTimes times = TalkTimes.NONE;
        for (long name = 0; name <= TalkTimes.MOST_USERS; name++) {
            times = times.with("user" + name, START + name * 10, START + name * 10 + 3, START - MEMORY);
        }
        assertThat(times.byUser())
                .doesNotContainKey("user0")
                .containsKey("user1")
                .containsKey("user128");
    }

    @Test
    void what_is_out_of_the_memory_is_dropped() {
        TalkTimes times = TalkTimes.NONE
                .with("ann", START, START + 10, START - MEMORY)
                .with("bob", START + 20, START + 30, START - MEMORY);
        assertThat(times.after(START + 9)).isSameAs(times);
        assertThat(times.after(START + 10).byUser()).containsOnlyKeys("bob");
        assertThat(times.after(START + 30)).isEqualTo(TalkTimes.NONE);
    }

    @Test
    void a_burst_that_took_no_time_is_none() {
        assertThat(TalkTimes.NONE.with("ann", START, START, START - MEMORY)).isSameAs(TalkTimes.NONE);
    }

    @Test
    void a_burst_counts_in_part_from_the_edge_on() {
        TalkSpans.Span burst = new TalkSpans.Span(START, START + 10, 10);
        assertThat(List.of(START - 1, START, START + 4, START + 10, START + 11))
                .extracting(burst::talkedAfter)
                .containsExactly(10L, 10L, 6L, 0L, 0L);
    }

    /** Bursts of 10 ns, one every 100. */
    private static TalkSpans bursts(int count) {
        TalkSpans spans = TalkSpans.NONE;
        for (long from = START; from - START < 100L * count; from += 100) {
            spans = spans.with(from, from + 10);
        }
        return spans;
    }
}
