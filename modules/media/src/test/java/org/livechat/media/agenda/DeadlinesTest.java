package org.livechat.media.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final List<String> done = new ArrayList<>();

    @Test
    void what_is_due_runs_in_order_and_the_rest_waits() {
        deadlines.at(30, () -> done.add("third"));
        deadlines.at(10, () -> done.add("first"));
        deadlines.at(10, () -> done.add("second"));
        assertThat(deadlines.untilNext(4)).isEqualTo(6);
        assertThat(run(20)).isEqualTo(2);
        assertThat(done).containsExactly("first", "second");
        assertThat(deadlines.untilNext(20)).isEqualTo(10);
    }

    @Test
    void nothing_waiting_is_said_to_be_for_ever() {
        assertThat(deadlines.untilNext(0)).isEqualTo(Deadlines.NONE);
        assertThat(deadlines.poll(Long.MAX_VALUE)).isNull();
    }

    @Test
    void a_clock_that_wraps_keeps_the_order() {
        deadlines.at(Long.MIN_VALUE + 5, () -> done.add("after"));
        deadlines.at(Long.MAX_VALUE, () -> done.add("before"));
        assertThat(run(Long.MIN_VALUE + 10)).isEqualTo(2);
        assertThat(done).containsExactly("before", "after");
    }

    private int run(long nowNanos) {
        int count = 0;
        for (Runnable due = deadlines.poll(nowNanos); due != null; due = deadlines.poll(nowNanos)) {
            due.run();
            count++;
        }
        return count;
    }
}
