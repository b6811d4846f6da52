package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.BlockStatus;

class BlocksTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_block_ends_the_session_and_no_other_can_be_opened_until_it_is_over() {
        var ann = world.member("ann", PTT);
        long since = world.time.wallMillis();

        assertThat(world.plane.block("ann", Optional.of(HOUR))).isTrue();

        assertThat(ann.ended).contains(ErrorCode.ACCESS_DENIED);
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("ann"));
        assertThat(world.plane.blocks())
                .containsExactly(new BlockStatus("ann", since, OptionalLong.of(since + HOUR.toMillis())));
        world.pass(HOUR.minusSeconds(1));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("ann"));
        world.pass(Duration.ofSeconds(1));
        world.open("ann");
        assertThat(world.plane.blocks()).isEmpty();
    }

    @Test
    void one_without_an_end_holds_until_it_is_taken_back() {
        assertThat(world.plane.block("ann", Optional.empty())).isFalse();

        world.pass(Duration.ofDays(400));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("ann"));
        assertThat(world.plane.unblock("ann")).isTrue();
        assertThat(world.plane.unblock("ann")).isFalse();
        world.open("ann");
    }

    @Test
    void a_later_block_replaces_the_former() {
        world.plane.block("ann", Optional.empty());
        world.plane.block("ann", Optional.of(HOUR));

        world.pass(HOUR);
        world.open("ann");
    }

    @Test
    void what_cannot_be_is_refused() {
        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> world.plane.block("ann", Optional.of(Duration.ZERO)));
        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> world.plane.block("ann", Optional.of(Duration.ofDays(9999))));
        for (String id :
                List.of("", " ", " ann", "ann\u2003", ".", "..", "a\u0007", "a\u202eb", "system", "x".repeat(65))) {
            assertRefused(ErrorCode.INVALID_PAYLOAD, () -> world.plane.block(id, Optional.empty()));
        }
        assertThat(world.plane.blocks()).isEmpty();
    }

    @Test
    void there_are_so_many_and_no_more() {
        for (int i = 0; i < 10_000; i++) {
            world.plane.block("user-" + i, Optional.of(HOUR));
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> world.plane.block("ann", Optional.empty()));
        world.plane.block("user-0", Optional.empty());
        world.pass(HOUR);
        world.plane.block("ann", Optional.empty());
        assertThat(world.plane.blocks()).hasSize(2);
    }
}
