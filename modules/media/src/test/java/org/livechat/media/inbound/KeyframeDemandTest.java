package org.livechat.media.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyframeDemandTest {
    private final KeyframeDemand demand = new KeyframeDemand();
    private final List<Long> requests = new ArrayList<>();
    private long nowMillis;

    @Test
    void a_source_is_asked_at_once_and_after_half_a_second_and_one_and_a_half() {
        want();
        until(10_000);
        assertThat(requests).containsExactly(0L, 500L, 1500L);
    }

    @Test
    void it_is_not_asked_again_once_the_keyframe_has_come() {
        want();
        until(700);
        demand.satisfied();
        until(10_000);
        assertThat(requests).containsExactly(0L, 500L);
    }

    @Test
    void what_many_want_is_asked_for_once() {
        for (int listener = 0; listener < 30; listener++) {
            want();
        }
        until(400);
        want();
        until(10_000);
        assertThat(requests).containsExactly(0L, 500L, 1500L);
    }

    @Test
    void a_wish_right_after_a_keyframe_waits_for_its_half_second_and_is_not_forgotten() {
        want();
        until(100);
        demand.satisfied();
        want();
        until(10_000);
        assertThat(requests).containsExactly(0L, 500L, 1000L, 2000L);
    }

    @Test
    void a_new_round_begins_for_who_still_lacks_one_after_the_last_request() {
        want();
        until(3000);
        want();
        until(10_000);
        assertThat(requests).containsExactly(0L, 500L, 1500L, 3000L, 3500L, 4500L);
    }

    @Test
    void whatever_happens_two_requests_are_half_a_second_apart_and_no_wish_is_left_alone() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var any = new KeyframeDemandTest();
            boolean lacking = false;
            for (int step = 0; step < 200; step++) {
                any.until(any.nowMillis + random.nextInt(800));
                if (random.nextInt(3) == 0) {
                    any.demand.satisfied();
                    lacking = false;
                } else {
                    any.want();
                    lacking = true;
                }
            }
            int before = any.requests.size();
            any.until(any.nowMillis + 500);
            if (lacking) {
                assertThat(any.requests.getLast()).as("seed %d", seed).isGreaterThan(any.nowMillis - 1500);
            } else {
                assertThat(any.requests).as("seed %d", seed).hasSize(before);
            }
            for (int i = 1; i < any.requests.size(); i++) {
                assertThat(any.requests.get(i) - any.requests.get(i - 1))
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(500);
            }
        }
    }

    private void want() {
        demand.want(TimeUnit.MILLISECONDS.toNanos(nowMillis));
        take();
    }

    /** Lets time pass to this instant. */
    private void until(long millis) {
        for (; nowMillis < millis; nowMillis++) {
            take();
        }
        take();
    }

    private void take() {
        if (demand.take(TimeUnit.MILLISECONDS.toNanos(nowMillis))) {
            requests.add(nowMillis);
        }
    }
}
