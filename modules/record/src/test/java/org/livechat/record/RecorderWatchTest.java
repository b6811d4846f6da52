package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** What is told of a disk that makes those wait who write. The time is made up. */
class RecorderWatchTest {
    private final List<String> told = new ArrayList<>();
    private final Alarm alarm = new Alarm(new TraceSink() {
        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public void publish(TraceEvent event) {
            told.add(event.operation());
        }
    });
    private long nowNanos = -5;
    private long dropped;
    private final DiskWait writing = new DiskWait("the disk has taken nothing", 2, () -> nowNanos);
    private final DiskWait forcing = new DiskWait("a file has not got to the disk", 10, () -> nowNanos);
    private final RecorderWatch watch = watch(() -> dropped);

    private RecorderWatch watch(LongSupplier ofDropped) {
        return new RecorderWatch(List.of(writing, forcing), ofDropped, () -> nowNanos, alarm);
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    private void pass(Duration time) {
        for (int i = 0; i < time.toMillis() / 100; i++) {
            nowNanos += Duration.ofMillis(100).toNanos();
            watch.look();
        }
    }

    @Test
    void a_disk_that_takes_nothing_for_two_seconds_is_an_alarm_until_it_has_worked_for_ten() {
        writing.begin();
        pass(Duration.ofMillis(1900));
        assertThat(alarm.problem()).isEmpty();
        pass(Duration.ofMillis(100));
        assertThat(alarm.problem()).hasValue("the disk has taken nothing for 2 s");
        pass(Duration.ofMinutes(1));
        writing.rest();
        pass(Duration.ofMillis(9900));
        assertThat(alarm.problem()).isPresent();
        pass(Duration.ofMillis(100));
        assertThat(alarm.problem()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(told).containsExactly("RECORDER_FAILED", "RECORDER_WORKS");
    }

    @Test
    void one_that_stalls_every_few_seconds_is_one_alarm() {
        for (int i = 0; i < 20; i++) {
            writing.begin();
            pass(Duration.ofMillis(2500));
            writing.rest();
            pass(Duration.ofSeconds(4));
        }
        assertThat(told).containsExactly("RECORDER_FAILED");
        pass(Duration.ofSeconds(6));
        assertThat(told).containsExactly("RECORDER_FAILED", "RECORDER_WORKS");
    }

    @Test
    void many_things_that_are_done_one_after_the_other_are_no_stall() {
        writing.begin();
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(1900));
            writing.goOn();
        }
        assertThat(alarm.problem()).isEmpty();
    }

    @Test
    void what_is_forced_to_the_disk_may_take_longer_and_not_for_ever() {
        forcing.begin();
        pass(Duration.ofMillis(9900));
        assertThat(alarm.problem()).isEmpty();
        pass(Duration.ofMillis(100));
        assertThat(alarm.problem()).hasValue("a file has not got to the disk for 10 s");
    }

    @Test
    void a_defect_does_not_end_the_watch() {
        try (var failing = watch(() -> {
            throw new IllegalStateException("a defect");
        })) {
            failing.look();
            writing.begin();
            nowNanos += Duration.ofSeconds(2).toNanos();
            failing.look();
        }
        assertThat(alarm.problem()).isPresent();
    }

    @Test
    void packets_that_find_no_room_are_told_of_as_it_begins_and_again_after_a_minute_without() {
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            dropped += 10;
            pass(Duration.ofSeconds(30));
        }
        assertThat(told).containsExactly("RECORDER_DROPS");
        pass(Duration.ofMinutes(1));
        dropped++;
        pass(Duration.ofSeconds(1));
        assertThat(told).containsExactly("RECORDER_DROPS", "RECORDER_DROPS");
    }
}
