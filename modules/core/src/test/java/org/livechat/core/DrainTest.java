package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.control.Event;

class DrainTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothing_new_begins_and_members_are_told() {
        var ann = world.member("ann", PTT);
        var ben = world.open("ben");

        world.plane.drain(LIMIT);

        assertThat(ann.heard()).containsExactly(new Event.Draining(PTT, LIMIT));
        assertThat(world.plane.isDraining()).isTrue();
        assertRefused(ErrorCode.DRAINING, () -> ben.joinWithMedia(PTT));
        assertRefused(ErrorCode.DRAINING, () -> world.open("cat"));
        assertRefused(ErrorCode.DRAINING, () -> ben.session.createChannel(World.channel("NEW", "0909")));
        assertThat(world.media.open).containsExactly("ann@" + PTT);
        ann.request(PTT);
        assertThat(ann.heard()).containsExactly(new Event.FloorDenied(PTT, FloorDenyCause.NO_RESOURCES, Drain.REASON));
    }

    @Test
    void who_talks_may_finish() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.request(PTT);
        world.plane.drain(LIMIT);
        ann.heard();
        ben.heard();

        ann.session.releaseFloor(PTT);

        assertThat(ann.heard()).containsExactly(new Event.FloorIdle(PTT));
        world.pass(LIMIT.plusSeconds(1));
        assertThat(ben.heard()).containsExactly(new Event.FloorIdle(PTT));
    }

    @Test
    void who_waits_is_told_at_once_and_is_not_granted_when_the_talker_is_done() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.request(PTT);
        ben.request(PTT);
        ben.heard();

        world.plane.drain(LIMIT);

        assertThat(ben.heard())
                .containsExactly(
                        new Event.Draining(PTT, LIMIT),
                        new Event.FloorDenied(PTT, FloorDenyCause.NO_RESOURCES, Drain.REASON));
        ann.session.releaseFloor(PTT);
        assertThat(ben.heard()).containsExactly(new Event.FloorIdle(PTT));
    }

    @Test
    void who_still_talks_at_the_limit_loses_the_floor_and_nobody_follows() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.request(PTT);
        world.media.listener.burstStarted("ann@" + PTT);
        ben.request(PTT);
        world.plane.drain(LIMIT);
        ann.heard();
        ben.heard();

        world.pass(LIMIT.minusMillis(1));
        assertThat(ann.heard()).isEmpty();
        world.pass(Duration.ofMillis(1));

        assertThat(ann.heard())
                .containsExactly(new Event.FloorRevoked(PTT, FloorRevokeCause.ADMIN_REVOKE), new Event.FloorIdle(PTT));
        assertThat(ben.heard()).last().isEqualTo(new Event.FloorIdle(PTT));
        assertThat(world.plane.status().takenFloors()).isZero();
    }

    @Test
    void a_drain_can_be_taken_back() {
        var ann = world.member("ann", PTT);
        world.plane.drain(LIMIT);
        ann.heard();

        world.plane.undrain();

        assertThat(ann.heard()).containsExactly(new Event.DrainEnded(PTT));
        ann.request(PTT);
        world.media.listener.burstStarted("ann@" + PTT);
        world.member("ben", PTT);

        world.pass(LIMIT);

        assertThat(world.plane.isDraining()).isFalse();
        assertThat(world.plane.status().takenFloors()).isOne();
    }

    @Test
    void without_a_drain_there_is_nothing_to_take_back() {
        var ann = world.member("ann", PTT);

        world.plane.undrain();

        assertThat(ann.heard()).isEmpty();
    }
}
