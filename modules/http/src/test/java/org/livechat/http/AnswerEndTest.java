package org.livechat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

/** An answer ends once: in time, or too late. */
class AnswerEndTest {
    private final ByHand scheduler = new ByHand();
    private int late;
    private final AnswerEnd end = new AnswerEnd(scheduler, Duration.ofSeconds(30), () -> late++);

    @Test
    void one_that_is_not_done_with_in_time_is_late_once() {
        assertThat(scheduler.millis).isEqualTo(30_000);
        scheduler.due.getFirst().run();
        scheduler.due.getFirst().run();
        end.done();
        assertThat(late).isEqualTo(1);
        assertThat(scheduler.cancelled).isZero();
    }

    @Test
    void one_that_is_done_with_while_its_timer_fires_is_not_late() {
        end.done();
        end.done();
        assertThat(scheduler.cancelled).isEqualTo(1);
        scheduler.due.getFirst().run();
        assertThat(late).isZero();
    }

    @Test
    void a_long_one_has_a_second_more_for_each_so_many_bytes() {
        assertThat(AnswerEnd.time(Duration.ofSeconds(30), 163_840, AnswerEnd.SLOWEST_RATE))
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(AnswerEnd.time(Duration.ofSeconds(30), 0, AnswerEnd.SLOWEST_RATE))
                .isEqualTo(Duration.ofSeconds(30));
    }

    /** Whose tasks run when the test runs them, cancelled or not: as those that had begun when they were. */
    private static final class ByHand extends AbstractLifeCycle implements Scheduler {
        private final List<Runnable> due = new ArrayList<>();
        private long millis;
        private int cancelled;

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit unit) {
            due.add(task);
            millis = unit.toMillis(delay);
            return () -> {
                cancelled++;
                return false;
            };
        }
    }
}
