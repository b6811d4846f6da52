package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.rtc.loss.RedundancyRoom.MEMORY_NANOS;
import static org.livechat.rtc.loss.RedundancyRoom.PATIENCE_NANOS;
import static org.livechat.rtc.loss.RedundancyRoom.STANDING_QUEUE_NANOS;
import static org.livechat.rtc.loss.RedundancyRoom.STANDING_ROUND_TRIP_NANOS;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedundancyRoomTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long ROUND_TRIP = TimeUnit.MILLISECONDS.toNanos(40);

    private final RedundancyRoom room = new RedundancyRoom();

    /** Clocks of JVMs begin anywhere, and pass the greatest number. */
    private long now = Long.MAX_VALUE - SECOND;

    @Test
    void there_is_room_until_packets_stand_in_a_queue() {
        assertThat(room.isRoom(now)).isTrue();
        room.queue(STANDING_QUEUE_NANOS, now);
        assertThat(room.isRoom(now)).isTrue();

        room.queue(STANDING_QUEUE_NANOS + 1, now);

        assertThat(room.isRoom(now)).isFalse();
    }

    @Test
    void there_is_room_again_once_no_queue_has_been_seen_for_ten_seconds() {
        room.queue(3 * STANDING_QUEUE_NANOS, now);
        now += 9 * SECOND;
        room.queue(0, now);
        assertThat(room.isRoom(now)).isFalse();
        room.queue(3 * STANDING_QUEUE_NANOS, now);

        assertThat(room.isRoom(now + PATIENCE_NANOS - 1)).isFalse();
        assertThat(room.isRoom(now + PATIENCE_NANOS)).isTrue();
    }

    @Test
    void a_round_trip_far_above_the_least_is_a_queue() {
        room.roundTrip(ROUND_TRIP, now);
        room.roundTrip(ROUND_TRIP + STANDING_ROUND_TRIP_NANOS, now);
        assertThat(room.isRoom(now)).isTrue();

        room.roundTrip(ROUND_TRIP + STANDING_ROUND_TRIP_NANOS + 1, now);

        assertThat(room.isRoom(now)).isFalse();
    }

    @Test
    void a_long_way_is_no_queue() {
        for (int i = 0; i < 100; i++) {
            room.roundTrip(20 * ROUND_TRIP, now);
            now += SECOND;
            assertThat(room.isRoom(now)).isTrue();
        }
    }

    @Test
    void a_way_that_becomes_longer_for_good_is_a_queue_for_a_minute_at_most() {
        room.roundTrip(ROUND_TRIP, now);
        for (long passed = 0; passed < 2 * MEMORY_NANOS; passed += SECOND) {
            now += SECOND;
            room.roundTrip(ROUND_TRIP + 2 * STANDING_ROUND_TRIP_NANOS, now);
        }
        assertThat(room.isRoom(now)).isFalse();

        now += PATIENCE_NANOS;
        room.roundTrip(ROUND_TRIP + 2 * STANDING_ROUND_TRIP_NANOS, now);

        assertThat(room.isRoom(now)).isTrue();
    }
}
