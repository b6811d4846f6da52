package org.livechat.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.watch.Hang;
import org.livechat.api.watch.Turn;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** In virtual time: a look is a second. */
class TurnWatchdogTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int PATIENCE = 5;

    /** Keeps what it is told. */
    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient List<String> lines = new ArrayList<>();

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String pattern,
                Object @Nullable [] values,
                @Nullable Throwable thrown) {
            lines.add(MessageFormatter.basicArrayFormat(pattern, values));
        }
    }

    private final Lines log = new Lines();
    private final List<Turn> turns = new ArrayList<>();
    private final TurnWatchdog watchdog = new TurnWatchdog(Duration.ofSeconds(PATIENCE), log);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread busy = Thread.ofPlatform().name("busy").start(this::waitForOpen);
    private long now = Long.MAX_VALUE - 3 * SECOND;

    private void waitForOpen() {
        try {
            open.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins once the thread is where its stack is to show it. */
    @BeforeEach
    void watch() {
        while (busy.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        watchdog.watch(() -> List.copyOf(turns));
    }

    @AfterEach
    void end() {
        open.countDown();
    }

    private void look(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            watchdog.look(now);
        }
    }

    private List<String> lines() {
        return List.copyOf(log.lines);
    }

    @Test
    void who_is_at_one_thing_for_too_long_hangs_and_is_told_once_a_minute_until_it_goes_on() {
        turns.add(new Turn("a round", busy, now));
        look(PATIENCE);
        assertThat(watchdog.hanging()).isEmpty();
        look(1);
        Hang hang = watchdog.hanging().getFirst();
        assertThat(hang.thread()).isEqualTo("busy");
        assertThat(hang.what()).isEqualTo("a round");
        assertThat(hang.time()).isEqualTo(Duration.ofSeconds(PATIENCE + 1));
        assertThat(hang.stack()).anyMatch(frame -> frame.contains("TurnWatchdogTest.waitForOpen"));
        assertThat(lines()).singleElement().asString().contains("busy has been at a round for 6 s", "waitForOpen");
        look(59);
        assertThat(lines()).hasSize(1);
        look(1);
        assertThat(lines()).hasSize(2);
        turns.clear();
        look(1);
        assertThat(watchdog.hanging()).isEmpty();
        assertThat(lines()).hasSize(3).last().asString().isEqualTo("busy goes on, after 67 s");
        assertThat(figure("watchdog.hanging")).isZero();
        assertThat(figure("watchdog.hangs")).isEqualTo(1);
    }

    private double figure(String name) {
        return watchdog.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .getAsDouble();
    }

    @Test
    void who_is_busy_with_one_thing_after_the_other_does_not_hang() {
        for (int i = 0; i < 100; i++) {
            turns.clear();
            turns.add(new Turn("a round", busy, now));
            look(PATIENCE - 1);
        }
        assertThat(watchdog.hanging()).isEmpty();
        assertThat(lines()).isEmpty();
    }

    @Test
    void a_process_that_was_stopped_for_an_hour_has_no_hanging_threads() {
        turns.add(new Turn("a round", busy, now));
        look(1);
        now += TimeUnit.HOURS.toNanos(1);
        look(1);
        assertThat(watchdog.hanging()).isEmpty();
    }

    @Test
    void what_a_thread_is_at_within_something_else_is_told_with_it() {
        turns.add(new Turn("deciding about channel x", busy, now + 1));
        turns.add(new Turn("acting on a deadline", busy, now));
        look(PATIENCE + 1);
        assertThat(watchdog.hanging())
                .singleElement()
                .extracting(Hang::what)
                .isEqualTo("acting on a deadline, there deciding about channel x");
    }

    @Test
    void a_part_that_cannot_say_what_it_is_at_keeps_no_other_from_being_looked_at() {
        watchdog.watch(() -> {
            throw new IllegalStateException("a defect of the test's");
        });
        turns.add(new Turn("a round", busy, now));
        look(PATIENCE + 1);
        assertThat(watchdog.hanging()).hasSize(1);
    }

    @Test
    void many_that_hang_write_few_lines_and_all_are_counted() {
        for (int i = 0; i < 1000; i++) {
            turns.add(new Turn("a decision", Thread.ofVirtual().unstarted(() -> {}), now + i));
        }
        look(PATIENCE + 1);
        assertThat(lines()).hasSize(4);
        assertThat(figure("watchdog.hanging")).isEqualTo(1000);
        assertThat(watchdog.hanging()).hasSize(16);
    }
}
