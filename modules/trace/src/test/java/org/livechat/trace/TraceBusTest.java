package org.livechat.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.trace.TraceEvent;

@Timeout(60)
class TraceBusTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static TraceEvent event(int number) {
        return TraceEvent.system(number, Optional.empty(), Optional.empty(), "TEST", "event " + number);
    }

    private static Optional<TraceReader> read(TraceBus bus, long last) {
        return bus.from(bus.first(bus.published(), last));
    }

    private static List<Long> times(TraceReader.Batch batch) {
        return batch.events().stream()
                .map(next -> next.event().timestampMillis())
                .toList();
    }

    @Test
    void a_reader_gets_what_comes_after_it_in_order() {
        try (TraceBus bus = new TraceBus(TraceSettings.defaults())) {
            bus.publish(event(1));
            try (TraceReader reader = read(bus, 0).orElseThrow()) {
                bus.publish(event(2));
                bus.publish(event(3));
                assertThat(times(reader.take(10, LONG))).containsExactly(2L, 3L);
            }
        }
    }

    @Test
    void a_reader_can_ask_for_the_last_events_and_gets_no_more_than_there_are() {
        try (TraceBus bus = new TraceBus(new TraceSettings(16, 4, true))) {
            for (int i = 0; i < 20; i++) {
                bus.publish(event(i));
            }
            try (TraceReader reader = read(bus, 3).orElseThrow()) {
                assertThat(times(reader.take(10, LONG))).containsExactly(17L, 18L, 19L);
            }
            try (TraceReader reader = read(bus, Long.MAX_VALUE).orElseThrow()) {
                TraceReader.Batch batch = reader.take(100, LONG);
                assertThat(batch.lost()).isZero();
                assertThat(times(batch)).hasSize(16).startsWith(4L).endsWith(19L);
            }
        }
    }

    @Test
    void a_slow_reader_loses_the_oldest_and_is_told_how_many() {
        try (TraceBus bus = new TraceBus(new TraceSettings(16, 4, true));
                TraceReader reader = read(bus, 0).orElseThrow()) {
            for (int i = 0; i < 100; i++) {
                bus.publish(event(i));
            }
            TraceReader.Batch batch = reader.take(100, LONG);
            assertThat(batch.lost()).isEqualTo(84);
            assertThat(times(batch)).hasSize(16).startsWith(84L).endsWith(99L);
        }
    }

    @Test
    void nothing_is_lost_untold_however_publishers_and_readers_meet() throws Exception {
        int publishers = 4;
        int each = 50_000;
        try (TraceBus bus = new TraceBus(new TraceSettings(64, 4, true))) {
            CountDownLatch ready = new CountDownLatch(1);
            CompletableFuture<Long> seen = CompletableFuture.supplyAsync(() -> {
                try (TraceReader reader = read(bus, 0).orElseThrow()) {
                    ready.countDown();
                    long count = 0;
                    while (count < (long) publishers * each) {
                        TraceReader.Batch batch = reader.take(32, LONG);
                        count += batch.lost() + batch.events().size();
                    }
                    return count;
                }
            });
            ready.await();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < publishers; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int n = 0; n < each; n++) {
                        bus.publish(event(n));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(seen.get()).isEqualTo((long) publishers * each);
        }
    }

    @Test
    void a_reader_sleeps_until_something_comes() throws Exception {
        try (TraceBus bus = new TraceBus(TraceSettings.defaults())) {
            CountDownLatch ready = new CountDownLatch(1);
            CompletableFuture<List<Long>> seen = CompletableFuture.supplyAsync(() -> {
                try (TraceReader reader = read(bus, 0).orElseThrow()) {
                    ready.countDown();
                    return times(reader.take(10, LONG));
                }
            });
            ready.await();
            bus.publish(event(7));
            assertThat(seen.get()).containsExactly(7L);
        }
    }

    @Test
    void a_reader_that_waits_ends_with_the_bus() throws Exception {
        TraceBus bus = new TraceBus(TraceSettings.defaults());
        CountDownLatch ready = new CountDownLatch(1);
        CompletableFuture<TraceReader.Batch> seen = CompletableFuture.supplyAsync(() -> {
            try (TraceReader reader = read(bus, 0).orElseThrow()) {
                ready.countDown();
                return reader.take(10, Duration.ofHours(1));
            }
        });
        ready.await();
        bus.close();
        assertThat(seen.get().events()).isEmpty();
        assertThat(read(bus, 0)).isEmpty();
    }

    @Test
    void without_a_reader_nothing_is_taken_if_so_configured() {
        try (TraceBus bus = new TraceBus(new TraceSettings(16, 4, false))) {
            assertThat(bus.isActive()).isFalse();
            bus.publish(event(1));
            try (TraceReader reader = read(bus, 16).orElseThrow()) {
                assertThat(bus.isActive()).isTrue();
                bus.publish(event(2));
                assertThat(times(reader.take(10, LONG))).containsExactly(2L);
            }
            assertThat(bus.isActive()).isFalse();
        }
    }

    @Test
    void readers_are_bounded() {
        try (TraceBus bus = new TraceBus(new TraceSettings(16, 1, true))) {
            TraceReader first = read(bus, 0).orElseThrow();
            assertThat(read(bus, 0)).isEmpty();
            first.close();
            assertThat(read(bus, 0)).isPresent();
        }
    }

    @Test
    void settings_say_what_would_be_right() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceSettings(1, 4, true))
                .withMessage("trace.events is 1, must be 16 to 1048576");
    }
}
