package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeadlinesTest {
    private final VirtualTime time = new VirtualTime();
    private final Deadlines deadlines = new Deadlines(time, new Turns(time));
    private final List<String> ran = new ArrayList<>();
    private final long start = time.nanoTime();

    @Test
    void what_is_due_runs_once_earliest_first_also_across_the_clocks_overflow() {
        deadlines.create(() -> ran.add("c")).set(start + Duration.ofSeconds(20).toNanos());
        deadlines.create(() -> ran.add("a")).set(start + 1);
        deadlines.create(() -> ran.add("b")).set(start + 1);
        deadlines.runDue();
        assertThat(ran).isEmpty();

        time.pass(1);
        deadlines.runDue();
        assertThat(ran).containsExactly("a", "b");
        time.pass(Duration.ofSeconds(30).toNanos());
        deadlines.runDue();
        deadlines.runDue();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void a_deadline_that_is_moved_or_cleared_does_not_run_at_its_old_time() {
        var moved = deadlines.create(() -> ran.add("moved"));
        var cleared = deadlines.create(() -> ran.add("cleared"));
        moved.set(start + 10);
        cleared.set(start + 10);
        moved.set(start + 20);
        cleared.set(OptionalLong.empty());
        assertThat(deadlines.nextNanos()).hasValue(start + 20);

        time.pass(19);
        deadlines.runDue();
        assertThat(ran).isEmpty();
        time.pass(1);
        deadlines.runDue();

        assertThat(ran).containsExactly("moved");
        assertThat(deadlines.nextNanos()).isEmpty();
    }

    @Test
    void an_action_that_throws_stops_no_other() {
        deadlines
                .create(() -> {
                    throw new StackOverflowError("a plug-in's");
                })
                .set(start);
        deadlines.create(() -> ran.add("next")).set(start);

        deadlines.runDue();

        assertThat(ran).containsExactly("next");
    }

    @Test
    @Timeout(20)
    void the_thread_acts_in_time_with_ten_thousand_deadlines_and_on_one_that_is_set_before_all_others()
            throws InterruptedException {
        var system = TimeSource.system();
        var real = new Deadlines(system, new Turns(system));
        int count = 10_000;
        var done = new CountDownLatch(count + 1);
        var latestNanos = new AtomicLong();
        try (var thread = DeadlineThread.start(real)) {
            assertThat(thread).isNotNull();
            long base = system.nanoTime() + Duration.ofMillis(500).toNanos();
            for (int i = 0; i <= count; i++) {
                // The last one is the earliest.
                long due = i == count ? base - Duration.ofMillis(300).toNanos() : base + i * 50_000L;
                real.create(() -> {
                            latestNanos.accumulateAndGet(system.nanoTime() - due, Math::max);
                            done.countDown();
                        })
                        .set(due);
            }

            assertThat(done.await(15, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Duration.ofNanos(latestNanos.get())).isLessThan(Duration.ofSeconds(2));
    }
}
