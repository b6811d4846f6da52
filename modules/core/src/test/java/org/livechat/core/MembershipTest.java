package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.CONFERENCE;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorStatus;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Member;
import org.livechat.api.control.UserStatus;

class MembershipTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_joiner_is_told_the_members_and_the_members_of_the_joiner() {
        var ann = world.member("ann", PTT);
        var ben = world.open("ben");

        var result = ben.joinWithMedia(PTT);

        assertThat(result.members()).containsExactly(new Member("ann", 7), new Member("ben", 7));
        assertThat(result.sdpAnswer()).contains("answer to offer");
        assertThat(result.mode()).isEqualTo(ChannelMode.PTT);
        assertThat(ann.heard()).containsExactly(new Event.MemberJoined(PTT, new Member("ben", 7)));
    }

    @Test
    void a_joiner_of_an_idle_floor_is_told_idle_and_of_a_taken_one_who_talks_and_how_urgently() {
        var ann = world.open("ann");
        ann.join(PTT);
        assertThat(ann.heard()).containsExactly(new Event.FloorIdle(PTT));
        ann.emergency(PTT);

        var ben = world.open("ben");
        ben.join(PTT);

        assertThat(ben.heard()).containsExactly(new Event.FloorTaken(PTT, "ann", FloorIndicator.EMERGENCY));
    }

    @Test
    void a_conference_has_no_floor_to_be_told_of() {
        var ann = world.open("ann");
        ann.joinWithMedia(CONFERENCE);

        assertThat(ann.heard()).isEmpty();
        assertRefused(ErrorCode.NOT_A_PTT_CHANNEL, () -> ann.request(CONFERENCE));
    }

    @Test
    void a_leaver_hears_nothing_any_more_and_the_others_hear_that_it_left() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.heard();

        ben.session.leave(PTT);
        ann.session.postMessage(PTT, "alone");

        assertThat(ben.heard()).isEmpty();
        assertThat(ann.heard().getFirst()).isEqualTo(new Event.MemberLeft(PTT, new Member("ben", 7)));
        assertThat(world.media.open).containsExactly("ann@" + PTT);
    }

    @Test
    void joining_twice_is_refused_and_changes_nothing() {
        var ann = world.member("ann", PTT);

        assertRefused(ErrorCode.ALREADY_JOINED, () -> ann.joinWithMedia(PTT));

        assertThat(world.plane.channel(PTT).orElseThrow().members()).hasSize(1);
        assertThat(ann.heard()).isEmpty();
        assertThat(world.media.open).containsExactly("ann@" + PTT);
    }

    @Test
    void a_full_channel_refuses_and_takes_the_next_one_when_somebody_has_left() {
        var first = world.member("user0", PTT);
        for (int i = 1; i < 20; i++) {
            world.member("user" + i, PTT);
        }
        var late = world.open("late");

        assertRefused(ErrorCode.CHANNEL_FULL, () -> late.joinWithMedia(PTT));
        assertThat(world.media.open).hasSize(20);
        first.session.leave(PTT);

        assertThat(late.joinWithMedia(PTT).members()).hasSize(20);
    }

    @Test
    void a_bad_offer_is_refused_and_nobody_hears_of_it() {
        var ann = world.member("ann", PTT);
        var ben = world.open("ben");

        assertRefused(
                ErrorCode.OFFER_NOT_ACCEPTABLE,
                () -> ben.session.join(new JoinRequest(PTT, 1, Optional.of(RecordedMedia.BAD_OFFER), false)));

        assertThat(ann.heard()).isEmpty();
        assertThat(ben.joinWithMedia(PTT).members()).hasSize(2);
    }

    @Test
    void requests_of_one_who_has_not_joined_are_refused() {
        var ann = world.open("ann");

        assertRefused(ErrorCode.NOT_JOINED, () -> ann.session.leave(PTT));
        assertRefused(ErrorCode.NOT_JOINED, () -> ann.request(PTT));
        assertRefused(ErrorCode.NOT_JOINED, () -> ann.session.releaseFloor(PTT));
        assertRefused(ErrorCode.NOT_JOINED, () -> ann.session.pingFloor(PTT));
        assertRefused(ErrorCode.NOT_JOINED, () -> ann.session.renegotiate(PTT, "offer"));
        assertRefused(ErrorCode.MESSAGE_NOT_IN_CHANNEL, () -> ann.session.postMessage(PTT, "hello"));
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> ann.join("nowhere"));
        assertRefused(
                ErrorCode.INVALID_PAYLOAD, () -> ann.session.join(new JoinRequest(PTT, -1, Optional.empty(), false)));
    }

    @Test
    void a_session_may_be_in_no_more_channels_than_configured() {
        var ann = world.open("ann");
        var ben = world.open("ben");
        int most = SessionSettings.defaults().maxChannels();
        for (int i = 0; i < most; i++) {
            ben.session.createChannel(World.channel("C" + i, "1%03d".formatted(i)));
            ann.join("C" + i);
        }

        assertRefused(ErrorCode.RATE_LIMITED, () -> ann.join(PTT));
        ann.session.leave("C3");

        assertThat(ann.join(PTT).members()).hasSize(1);
    }

    @Test
    void a_newer_session_replaces_the_older_one_after_that_has_left_everything() {
        var old = world.member("ann", PTT);
        old.joinWithMedia(CONFERENCE);
        var ben = world.member("ben", PTT);
        old.request(PTT);
        old.heard();
        ben.heard();

        var young = world.open("ann");

        assertThat(old.ended).contains(ErrorCode.SESSION_REPLACED);
        assertThat(ben.heard())
                .containsExactly(new Event.MemberLeft(PTT, new Member("ann", 7)), new Event.FloorIdle(PTT));
        assertThat(world.media.open).containsExactly("ben@" + PTT);
        assertRefused(ErrorCode.NOT_AUTHENTICATED, () -> old.join(PTT));
        old.session.close();
        assertThat(young.joinWithMedia(PTT).members()).hasSize(2);
        assertThat(world.plane.users()).hasSize(2);
    }

    @Test
    void a_session_ends_after_three_missed_heartbeats_and_no_sooner() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        world.pass(Duration.ofSeconds(89));
        ben.session.heartbeat();

        world.pass(Duration.ofMillis(999));
        assertThat(ann.ended).isEmpty();
        world.pass(Duration.ofMillis(2));

        assertThat(ann.ended).contains(ErrorCode.HEARTBEAT_MISSED);
        assertThat(ben.ended).isEmpty();
        assertThat(ben.heard()).contains(new Event.MemberLeft(PTT, new Member("ann", 7)));
        assertThat(world.plane.user("ann")).isEmpty();
        world.pass(Duration.ofSeconds(89));
        assertThat(ben.ended).contains(ErrorCode.HEARTBEAT_MISSED);
        assertThat(world.media.open).isEmpty();
    }

    @Test
    void a_disconnect_gives_back_floor_queue_place_membership_and_endpoint() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        var cem = world.member("cem", PTT);
        ann.request(PTT);
        ben.request(PTT);
        cem.request(PTT);
        ben.heard();
        cem.heard();

        ann.session.close();
        assertThat(ben.heard()).anyMatch(event -> event instanceof Event.FloorGranted);
        ben.session.close();

        assertThat(cem.heard())
                .contains(new Event.FloorTaken(PTT, "ben", FloorIndicator.NORMAL))
                .anyMatch(event -> event instanceof Event.FloorGranted);
        cem.session.close();
        cem.session.close();
        var status = world.plane.channelStatus(PTT).orElseThrow();
        assertThat(status.members()).isEmpty();
        assertThat(status.floor()).contains(new FloorStatus(Optional.empty(), List.of()));
        assertThat(world.media.open).isEmpty();
        assertThat(world.media.talkers(PTT)).isEmpty();
        assertThat(world.plane.status().users()).isZero();
    }

    @Test
    void a_session_whose_outbox_throws_is_closed_and_the_others_hear_on() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        var cem = world.member("cem", PTT);
        ben.broken = true;
        cem.heard();

        ann.session.postMessage(PTT, "hello");
        world.pass(Duration.ofMillis(1));

        assertThat(cem.heard()).hasSize(2).last().isEqualTo(new Event.MemberLeft(PTT, new Member("ben", 7)));
        assertThat(world.plane.user("ben")).isEmpty();
    }

    @Test
    void no_more_sessions_than_configured_are_opened_but_a_user_may_always_replace_its_own() {
        var base = World.settings(20, ChannelSettings.defaults());
        var small = new CoreSettings(
                new SessionSettings(Duration.ofSeconds(30), 3, 2, 16, Duration.ofSeconds(15)),
                base.channels(),
                base.floorProfiles(),
                base.defaultFloorProfile(),
                base.presets());
        try (var full = new World(small)) {
            full.open("ann");
            var ben = full.open("ben");

            assertRefused(ErrorCode.RATE_LIMITED, () -> full.open("cem"));
            assertThat(full.open("ann").ended).isEmpty();
            ben.session.close();

            assertThat(full.open("cem").ended).isEmpty();
            assertThat(full.plane.users()).extracting(UserStatus::userId).containsExactly("ann", "cem");
        }
    }

    @Test
    void closing_the_plane_ends_every_session_and_opens_no_other() {
        var ann = world.member("ann", PTT);

        world.plane.close();

        assertThat(ann.ended).contains(ErrorCode.INTERNAL);
        assertThat(world.media.closed).isTrue();
        assertRefused(ErrorCode.INTERNAL, () -> world.open("ben"));
    }

    @Test
    void a_request_without_a_priority_has_the_one_of_the_session_within_the_credential() {
        var ann = new Client();
        ann.session = world.plane.open(new Credential("ann", 50, Set.of(FloorIndicator.NORMAL)), 200, ann);
        ann.join(PTT);
        ann.session.requestFloor(PTT, OptionalInt.empty(), FloorIndicator.NORMAL);

        var talker = world.plane
                .channelStatus(PTT)
                .orElseThrow()
                .floor()
                .orElseThrow()
                .talker();

        assertThat(talker.orElseThrow().priority()).isEqualTo(50);
        assertThat(world.plane.user("ann").orElseThrow().priority()).isEqualTo(50);
    }
}
