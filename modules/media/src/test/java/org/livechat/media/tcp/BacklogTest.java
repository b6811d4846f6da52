package org.livechat.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long LATE = Backlog.LONGEST_WAIT_NANOS + 1;

    private final BacklogMemory memory = new BacklogMemory(1 << 20);
    private final Backlog backlog = new Backlog(memory);

    @Test
    void what_waits_is_sent_in_order() {
        backlog.add(frame(10, 0), false, 0);
        backlog.add(frame(20, 0), false, 1);

        assertThat(backlog.first().remaining()).isEqualTo(10);
        backlog.removeFirst();
        assertThat(backlog.first().remaining()).isEqualTo(20);
        backlog.removeFirst();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(memory.used()).isZero();
    }

    @Test
    void what_has_waited_for_too_long_is_thrown_away() {
        backlog.add(frame(10, 0), false, 0);
        backlog.add(frame(20, 0), false, 5);

        assertThat(backlog.dropLate(LATE - 1)).isZero();
        assertThat(backlog.dropLate(LATE)).isEqualTo(1);
        assertThat(backlog.first().remaining()).isEqualTo(20);
        assertThat(backlog.dropLate(LATE + 5)).isEqualTo(1);
        assertThat(memory.used()).isZero();
    }

    @Test
    void what_is_begun_is_kept_since_the_rest_has_to_follow() {
        backlog.add(frame(10, 4), false, 0);
        backlog.add(frame(20, 0), false, 0);

        assertThat(backlog.dropLate(LATE)).isEqualTo(1);
        assertThat(backlog.first().remaining()).isEqualTo(6);
    }

    @Test
    void what_waits_is_bounded_in_bytes() {
        int taken = 0;
        while (backlog.add(frame(1000, 0), false, 0) == 0) {
            taken++;
        }

        assertThat(taken).isBetween(100, Backlog.MOST_BYTES / 1000);
        assertThat(memory.used()).isLessThanOrEqualTo(Backlog.MOST_BYTES);
        assertThat(backlog.dropLate(LATE)).isEqualTo(taken);
        assertThat(backlog.add(frame(1000, 0), false, 0)).isZero();
    }

    @Test
    void all_together_are_bounded_and_one_that_is_begun_finds_room_all_the_same() {
        var little = new BacklogMemory(3000);
        var one = new Backlog(little);
        var other = new Backlog(little);
        assertThat(one.add(frame(2000, 0), false, 0)).isZero();

        assertThat(other.add(frame(2000, 0), false, 0)).isEqualTo(1);
        assertThat(other.add(frame(2000, 1), false, 0)).isZero();
        one.clear();
        other.clear();
        assertThat(little.used()).isZero();
        assertThat(other.add(frame(2000, 0), false, 0)).isZero();
    }

    @Test
    void pictures_let_all_else_pass_but_one_that_is_begun() {
        backlog.add(frame(1000, 4), true, 0);
        backlog.add(frame(1100, 0), true, 0);
        backlog.add(frame(10, 0), false, 0);
        backlog.add(frame(20, 0), false, 0);

        assertThat(sent()).containsExactly(996, 10, 20, 1100);
        assertThat(memory.used()).isZero();
    }

    @Test
    void a_picture_that_was_begun_meanwhile_is_not_interrupted() {
        backlog.add(frame(1000, 0), true, 0);
        backlog.first().position(7);
        backlog.add(frame(10, 0), false, 0);

        assertThat(sent()).containsExactly(993, 10);
    }

    @Test
    void a_voice_has_the_room_of_pictures_and_a_picture_that_of_nobody() {
        backlog.add(frame(1000, 1), true, 0);
        int pictures = 0;
        while (backlog.add(frame(1000, 0), true, 0) == 0) {
            pictures++;
        }
        assertThat(backlog.add(frame(1900, 0), false, 0)).isEqualTo(2);
        assertThat(backlog.add(frame(1000, 0), true, 0)).isEqualTo(1);
        assertThat(sent()).startsWith(999, 1900).hasSize(pictures);
        assertThat(memory.used()).isZero();
    }

    @Test
    void pictures_and_all_else_are_late_alike() {
        backlog.add(frame(10, 0), true, 0);
        backlog.add(frame(20, 0), false, 5);
        assertThat(backlog.dropLate(LATE)).isEqualTo(1);
        assertThat(sent()).containsExactly(20);
    }

    /** Sends all, and tells of how many bytes each frame still was. */
    private List<Integer> sent() {
        List<Integer> sizes = new ArrayList<>();
        for (ByteBuffer next = backlog.first(); next != null; next = backlog.first()) {
            sizes.add(next.remaining());
            backlog.removeFirst();
        }
        return sizes;
    }

    private static ByteBuffer frame(int length, int begun) {
        return ByteBuffer.allocateDirect(length).position(begun);
    }
}
