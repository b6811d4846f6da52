package org.livechat.plugin.whip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.control.Event;

/** When a publisher asks for the floor, in virtual time: its media comes every second wherever it is not heard. */
class FloorSeekerTest {
    private static final String CHANNEL = "CH_0001";
    private static final Event UNHEARD = new Event.MediaUnheard(CHANNEL);
    private static final Event GRANTED = new Event.FloorGranted(CHANNEL, "camera", Duration.ofSeconds(30));
    private static final Event IDLE = new Event.FloorIdle(CHANNEL);
    private static final Event TAKEN = new Event.FloorTaken(CHANNEL, "ann", FloorIndicator.NORMAL);
    private static final Event QUEUED = new Event.FloorQueued(CHANNEL, 1, 1);
    private static final Event DENIED =
            new Event.FloorDenied(CHANNEL, FloorDenyCause.ANOTHER_HAS_PERMISSION, "another member is talking");
    private static final Event REVOKED = new Event.FloorRevoked(CHANNEL, FloorRevokeCause.MAX_DURATION);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final FloorSeeker seeker = new FloorSeeker(Duration.ofSeconds(2), now::get);

    @Test
    void it_asks_when_its_media_comes_and_not_before() {
        assertThat(seeker.happened(IDLE)).isFalse();
        assertThat(seeker.happened(TAKEN)).isFalse();
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void one_request_is_under_way_at_a_time() {
        assertThat(seeker.happened(UNHEARD)).isTrue();
        assertThat(seeker.happened(UNHEARD)).isFalse();
    }

    @Test
    void who_waits_in_the_queue_has_asked() {
        ask(QUEUED);
        passSeconds(60);
        assertThat(seeker.happened(TAKEN)).isFalse();
        assertThat(seeker.happened(UNHEARD)).isFalse();
    }

    @Test
    void a_floor_that_was_taken_away_is_left_to_others_for_a_while() {
        ask(GRANTED);
        seeker.happened(REVOKED);
        seeker.happened(IDLE);
        passSeconds(1);
        assertThat(seeker.happened(UNHEARD)).isFalse();
        passSeconds(1);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void a_burst_that_ended_by_silence_is_begun_again_by_media() {
        ask(GRANTED);
        seeker.happened(IDLE);
        assertThat(seeker.happened(UNHEARD)).isTrue();
        seeker.happened(GRANTED);
        seeker.asked();
        seeker.happened(TAKEN);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void denials_in_a_row_make_it_ask_less_and_less_but_never_less_than_every_half_minute() {
        for (int seconds : new int[] {2, 4, 8, 16, 30, 30, 30}) {
            ask(DENIED);
            passSeconds(seconds - 1);
            assertThat(seeker.happened(UNHEARD)).as("after %d s", seconds - 1).isFalse();
            passSeconds(1);
        }
        ask(GRANTED);
        seeker.happened(IDLE);
        ask(DENIED);
        passSeconds(2);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void an_idle_floor_ends_the_wait_after_a_denial() {
        ask(DENIED);
        ask(false, DENIED);
        assertThat(seeker.happened(UNHEARD)).isFalse();
        seeker.happened(IDLE);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void a_request_that_nothing_comes_of_counts_as_a_denial() {
        assertThat(seeker.happened(UNHEARD)).isTrue();
        seeker.asked();
        assertThat(seeker.happened(UNHEARD)).isFalse();
        passSeconds(2);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    @Test
    void a_holder_that_is_not_heard_asks_again() {
        ask(GRANTED);
        assertThat(seeker.happened(UNHEARD)).isTrue();
    }

    private void ask(Event answer) {
        ask(true, answer);
    }

    private void ask(boolean may, Event answer) {
        assertThat(seeker.happened(UNHEARD)).isEqualTo(may);
        if (may) {
            seeker.happened(answer);
            seeker.asked();
        }
    }

    private void passSeconds(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
