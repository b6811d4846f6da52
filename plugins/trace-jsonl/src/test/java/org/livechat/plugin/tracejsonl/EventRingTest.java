package org.livechat.plugin.tracejsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.trace.TraceEvent;

class EventRingTest {
    @Test
    void a_full_ring_loses_the_new_ones_and_knows_where_they_are_missing() {
        EventRing ring = new EventRing(4);
        for (int number = 0; number < 10; number++) {
            assertThat(ring.offer(Events.numbered(number))).isEqualTo(number < 4);
        }
        assertThat(ring.lost()).isEqualTo(6);
        assertThat(ring.takeGap()).isZero();
        assertThat(ring.poll()).map(TraceEvent::summary).hasValue("number 0");
        assertThat(ring.offer(Events.numbered(10))).isTrue();
        for (int number = 1; number < 4; number++) {
            assertThat(ring.takeGap()).isZero();
            assertThat(ring.poll()).map(TraceEvent::summary).hasValue("number " + number);
        }
        assertThat(ring.takeGap()).isEqualTo(6);
        assertThat(ring.takeGap()).isZero();
        assertThat(ring.poll()).map(TraceEvent::summary).hasValue("number 10");
        assertThat(ring.poll()).isEmpty();
    }

    @Test
    @Timeout(60)
    void what_many_threads_publish_is_taken_in_their_order_or_counted_as_lost() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        EventRing ring = new EventRing(64);
        List<Thread> publishers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            String name = "thread-" + thread;
            publishers.add(Thread.ofPlatform().start(() -> {
                for (int number = 0; number < each; number++) {
                    ring.offer(Events.of(name, "x", Integer.toString(number)));
                }
            }));
        }
        Map<String, Integer> latest = new HashMap<>();
        long taken = 0;
        long told = 0;
        boolean isLast = false;
        while (true) {
            told += ring.takeGap();
            Optional<TraceEvent> event = ring.poll();
            if (event.isPresent()) {
                taken++;
                String user = event.get().userId().orElseThrow();
                int number = Integer.parseInt(event.get().summary());
                assertThat(number).isGreaterThan(latest.getOrDefault(user, -1));
                latest.put(user, number);
            } else if (isLast) {
                break;
            } else {
                isLast = publishers.stream().noneMatch(Thread::isAlive);
            }
        }
        told += ring.takeGap();
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertThat(taken + told).isEqualTo((long) threads * each);
        assertThat(ring.lost()).isEqualTo(told);
    }
}
