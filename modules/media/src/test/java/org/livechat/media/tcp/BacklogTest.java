package org.livechat.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long LATE = Backlog.LONGEST_WAIT_NANOS + 1;

    private final BacklogMemory memory = new BacklogMemory(1 << 20);
    private final Backlog backlog = new Backlog(memory);

    @Test
    void what_waits_is_sent_in_order() {
        backlog.add(frame(10, 0), 0);
        backlog.add(frame(20, 0), 1);

        assertThat(backlog.first().remaining()).isEqualTo(10);
        backlog.removeFirst();
        assertThat(backlog.first().remaining()).isEqualTo(20);
        backlog.removeFirst();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(memory.used()).isZero();
    }

    @Test
    void what_has_waited_for_too_long_is_thrown_away() {
        backlog.add(frame(10, 0), 0);
        backlog.add(frame(20, 0), 5);

        assertThat(backlog.dropLate(LATE - 1)).isZero();
        assertThat(backlog.dropLate(LATE)).isEqualTo(1);
        assertThat(backlog.first().remaining()).isEqualTo(20);
        assertThat(backlog.dropLate(LATE + 5)).isEqualTo(1);
        assertThat(memory.used()).isZero();
    }

    @Test
    void what_is_begun_is_kept_since_the_rest_has_to_follow() {
        backlog.add(frame(10, 4), 0);
        backlog.add(frame(20, 0), 0);

        assertThat(backlog.dropLate(LATE)).isEqualTo(1);
        assertThat(backlog.first().remaining()).isEqualTo(6);
    }

    @Test
    void what_waits_is_bounded_in_bytes() {
        int taken = 0;
        while (backlog.add(frame(1000, 0), 0)) {
            taken++;
        }

        assertThat(taken).isBetween(100, Backlog.MOST_BYTES / 1000);
        assertThat(memory.used()).isLessThanOrEqualTo(Backlog.MOST_BYTES);
        assertThat(backlog.dropLate(LATE)).isEqualTo(taken);
        assertThat(backlog.add(frame(1000, 0), 0)).isTrue();
    }

    @Test
    void all_together_are_bounded_and_one_that_is_begun_finds_room_all_the_same() {
        var little = new BacklogMemory(3000);
        var one = new Backlog(little);
        var other = new Backlog(little);
        assertThat(one.add(frame(2000, 0), 0)).isTrue();

        assertThat(other.add(frame(2000, 0), 0)).isFalse();
        assertThat(other.add(frame(2000, 1), 0)).isTrue();
        one.clear();
        other.clear();
        assertThat(little.used()).isZero();
        assertThat(other.add(frame(2000, 0), 0)).isTrue();
    }

    private static ByteBuffer frame(int length, int begun) {
        return ByteBuffer.allocateDirect(length).position(begun);
    }
}
