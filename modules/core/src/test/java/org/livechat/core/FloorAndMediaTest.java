package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.CONFERENCE;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorStatus;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Outbox;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.api.media.TrackSelection;

class FloorAndMediaTest {
    private static final String ANN = "ann@" + PTT;
    private static final String BEN = "ben@" + PTT;

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_floor_goes_from_a_talker_to_the_next_in_the_queue_without_idle_between() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        var cem = world.member("cem", PTT);
        ann.heard();
        ben.heard();

        ann.request(PTT);
        ben.request(PTT);
        ann.session.releaseFloor(PTT);
        ben.session.pingFloor(PTT);
        ben.session.releaseFloor(PTT);

        assertThat(ann.heard())
                .containsExactly(
                        new Event.FloorGranted(PTT, "ann", Duration.ofSeconds(30)),
                        new Event.FloorTaken(PTT, "ben", FloorIndicator.NORMAL),
                        new Event.FloorIdle(PTT));
        assertThat(ben.heard())
                .containsSubsequence(
                        new Event.FloorTaken(PTT, "ann", FloorIndicator.NORMAL),
                        new Event.FloorQueued(PTT, 1, 1),
                        new Event.FloorGranted(PTT, "ben", Duration.ofSeconds(30)),
                        new Event.FloorPong(PTT),
                        new Event.FloorIdle(PTT));
        assertThat(cem.heard())
                .containsExactly(
                        new Event.FloorTaken(PTT, "ann", FloorIndicator.NORMAL),
                        new Event.FloorTaken(PTT, "ben", FloorIndicator.NORMAL),
                        new Event.FloorIdle(PTT));
    }

    @Test
    void the_plan_names_the_holder_and_nobody_else_and_stands_before_the_holder_is_told() {
        var talkersAtGrant = new ArrayList<Set<String>>();
        var ann = world.plane.open(World.credential("ann"), 100, new Outbox() {
            @Override
            public void send(Event event) {
                if (event instanceof Event.FloorGranted) {
                    talkersAtGrant.add(world.media.talkers(PTT));
                }
            }

            @Override
            public void end(ErrorCode code, String reason) {}
        });
        ann.join(new JoinRequest(PTT, 1, Optional.of("offer"), false));
        world.media.listener.connected(ANN);
        world.member("ben", PTT);

        ann.requestFloor(PTT, OptionalInt.empty(), FloorIndicator.NORMAL);
        assertThat(talkersAtGrant).containsExactly(Set.of(ANN));
        assertThat(world.media.standing.get(PTT).endpoints()).containsExactly(ANN, BEN);
        assertThat(world.plane.status().takenFloors()).isEqualTo(1);
        ann.releaseFloor(PTT);

        assertThat(world.media.talkers(PTT)).isEmpty();
        assertThat(world.plane.status().takenFloors()).isZero();
        ann.close();
    }

    @Test
    void plans_are_published_when_members_or_talkers_change_and_only_then() {
        var ann = world.member("ann", PTT);
        world.open("ben").join(PTT);
        ann.request(PTT);
        int before = world.media.plans.size();

        ann.request(PTT);
        ann.session.pingFloor(PTT);
        ann.session.postMessage(PTT, "hello");

        assertThat(world.media.plans).hasSize(before).hasSize(2);
        assertThat(world.media.plans).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
    }

    @Test
    void somebody_who_leaves_is_out_of_the_plan_before_its_endpoint_is_closed() {
        var ann = world.member("ann", PTT);
        world.member("ben", PTT);
        ann.request(PTT);

        ann.session.leave(PTT);

        assertThat(world.media.calls).endsWith("plan [" + BEN + "] []", "close " + ANN);
    }

    @Test
    void in_a_conference_everyone_talks_who_did_not_come_to_listen_only() {
        world.member("ann", CONFERENCE);
        world.open("ben").joinToListen(CONFERENCE);
        world.open("cem").join(CONFERENCE);
        var dan = world.member("dan", CONFERENCE);
        assertThat(world.media.talkers(CONFERENCE)).containsExactlyInAnyOrder("ann@CH_0004", "dan@CH_0004");

        dan.session.leave(CONFERENCE);

        assertThat(world.media.talkers(CONFERENCE)).containsExactly("ann@CH_0004");
        assertThat(world.media.standing.get(CONFERENCE).endpoints()).containsExactly("ann@CH_0004", "ben@CH_0004");
    }

    @Test
    void one_who_listens_only_does_not_get_the_floor() {
        var ann = world.open("ann");
        ann.joinToListen(PTT);
        ann.heard();

        ann.request(PTT);

        assertThat(ann.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.FloorDenied.class,
                        denied -> assertThat(denied.cause()).isEqualTo(FloorDenyCause.RECEIVE_ONLY));
    }

    @Test
    void a_burst_whose_media_pauses_is_over() {
        var ann = world.member("ann", PTT);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        world.media.listener.burstStarted(ANN);
        ann.heard();

        world.media.listener.burstQuiet(ANN);

        assertThat(ann.heard()).containsExactly(new Event.FloorIdle(PTT));
        assertThat(world.media.talkers(PTT)).isEmpty();
    }

    @Test
    void the_longest_burst_counts_from_its_first_packet() {
        var ann = world.member("ann", PTT);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        world.pass(Duration.ofSeconds(2));
        world.media.listener.burstStarted(ANN);
        ann.heard();

        world.pass(Duration.ofSeconds(30).minusMillis(1));
        assertThat(ann.heard()).isEmpty();
        world.pass(Duration.ofMillis(1));

        assertThat(ann.heard())
                .containsExactly(new Event.FloorRevoked(PTT, FloorRevokeCause.MAX_DURATION), new Event.FloorIdle(PTT));
    }

    @Test
    void a_holder_that_neither_pings_nor_talks_loses_the_floor_after_six_seconds() {
        var ann = world.open("ann");
        ann.join(PTT);
        ann.request(PTT);
        ann.heard();

        world.pass(Duration.ofSeconds(5));
        ann.session.pingFloor(PTT);
        world.pass(Duration.ofMillis(5999));
        assertThat(ann.heard()).containsExactly(new Event.FloorPong(PTT));
        world.pass(Duration.ofMillis(1));

        assertThat(ann.heard())
                .containsExactly(new Event.FloorRevoked(PTT, FloorRevokeCause.PING_TIMEOUT), new Event.FloorIdle(PTT));
    }

    @Test
    void one_who_sends_without_the_floor_is_told_and_in_the_end_loses_its_session() {
        var ann = world.member("ann", PTT);
        world.media.listener.mediaWithoutFloor(ANN);
        assertThat(ann.heard()).containsExactly(new Event.FloorRevoked(PTT, FloorRevokeCause.NO_PERMISSION));

        for (int i = 0; i < 10 && ann.ended.isEmpty(); i++) {
            world.pass(Duration.ofSeconds(1));
            world.media.listener.mediaWithoutFloor(ANN);
            world.pass(Duration.ofMillis(1));
        }

        assertThat(ann.ended).contains(ErrorCode.ACCESS_DENIED);
        assertThat(world.media.open).isEmpty();
    }

    @Test
    void one_who_sends_always_may_do_so_without_the_floor_and_its_gateway_is_told_each_time() {
        var ann = world.open("ann");
        ann.session.join(new JoinRequest(PTT, 1, Optional.of("offer"), false, true));
        ann.heard();

        for (int i = 0; i < 10; i++) {
            world.media.listener.mediaWithoutFloor(ANN);
            assertThat(ann.heard()).containsExactly(new Event.MediaUnheard(PTT));
            world.pass(Duration.ofSeconds(1));
        }

        assertThat(ann.ended).isEmpty();
        assertThat(world.media.open).containsExactly(ANN);
    }

    @Test
    void a_member_whose_media_ended_is_told_and_stays_without_it() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        assertThat(ann.session.renegotiate(PTT, "more")).isEqualTo(ANN + " answers more");
        ann.heard();
        ben.heard();

        world.media.listener.closed(ANN, MediaListener.Reason.CONSENT_EXPIRED);

        assertThat(ann.heard()).containsExactly(new Event.MediaEnded(PTT, MediaListener.Reason.CONSENT_EXPIRED));
        assertThat(ben.heard()).isEmpty();
        assertThat(world.media.standing.get(PTT).endpoints()).containsExactly(BEN);
        assertThat(world.plane.channel(PTT).orElseThrow().members()).hasSize(2);
        assertThat(world.plane.status().peers()).isEqualTo(1);
        var selection = new TrackSelection("0", Optional.empty(), Optional.empty());
        assertRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, () -> ann.session.selectTrack(PTT, selection));
        assertThat(world.media.calls).noneMatch(call -> call.equals("close " + ANN));
    }

    @Test
    void a_member_whose_media_ended_begins_anew_and_nobody_else_sees_it() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        world.media.listener.closed(ANN, MediaListener.Reason.CONSENT_EXPIRED);
        ann.heard();
        ben.heard();

        assertThat(ann.session.renegotiate(PTT, "another")).isEqualTo("answer to another");
        assertThat(world.media.standing.get(PTT).endpoints()).containsExactlyInAnyOrder(ANN, BEN);
        world.media.listener.connected(ANN);
        ann.request(PTT);

        assertThat(ann.heard()).hasAtLeastOneElementOfType(Event.FloorGranted.class);
        assertThat(ben.heard()).containsExactly(new Event.FloorTaken(PTT, "ann", FloorIndicator.NORMAL));
        assertThat(ann.session.renegotiate(PTT, "more")).isEqualTo(ANN + " answers more");
    }

    @Test
    void a_member_whose_media_begins_is_granted_the_floor_once_it_is_connected() {
        var ann = world.open("ann");
        ann.session.join(new JoinRequest(PTT, 1, Optional.empty(), false));
        var ben = world.member("ben", PTT);
        ben.request(PTT);
        ann.request(PTT);
        ann.heard();

        ann.session.renegotiate(PTT, "offer");
        ben.session.releaseFloor(PTT);
        ann.request(PTT);

        var notYet = new Event.FloorDenied(
                PTT, FloorDenyCause.OTHER, "your media is not connected yet; ask again once it is");
        assertThat(ann.heard()).containsExactly(notYet, new Event.FloorIdle(PTT), notYet);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        assertThat(ann.heard()).containsExactly(new Event.FloorGranted(PTT, "ann", Duration.ofSeconds(30)));
    }

    @Test
    void what_is_begun_anew_with_a_bad_offer_or_by_a_stranger_begins_nothing() {
        var ann = world.member("ann", PTT);
        var cleo = world.open("cleo");
        world.media.listener.closed(ANN, MediaListener.Reason.CONSENT_EXPIRED);
        world.media.open.clear();

        assertRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, () -> ann.session.renegotiate(PTT, RecordedMedia.BAD_OFFER));
        assertRefused(ErrorCode.NOT_JOINED, () -> cleo.session.renegotiate(PTT, "another"));

        assertThat(world.media.open).isEmpty();
        assertThat(world.plane.status().peers()).isZero();
    }

    @Test
    void events_of_an_endpoint_that_is_gone_change_nothing() {
        var ann = world.member("ann", PTT);
        ann.request(PTT);
        ann.session.leave(PTT);
        ann.join(PTT);
        ann.request(PTT);
        ann.heard();

        world.media.listener.burstStarted(ANN);
        world.media.listener.burstQuiet(ANN);
        world.media.listener.tracksChanged(ANN, List.of());
        world.media.listener.closed(ANN, MediaListener.Reason.CLOSED_BY_PEER);

        assertThat(ann.heard()).isEmpty();
        assertThat(world.plane.status().takenFloors()).isEqualTo(1);
    }

    @Test
    void changed_tracks_are_told_to_their_receiver_alone() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.heard();
        var slots = List.of(new SlotAssignment("0", MediaKind.AUDIO, Optional.of("ben")));

        world.media.listener.tracksChanged(ANN, slots);
        ann.session.selectTrack(PTT, new TrackSelection("0", Optional.of("ben"), Optional.empty()));

        assertThat(ann.heard()).containsExactly(new Event.TracksChanged(PTT, slots));
        assertThat(ben.heard()).isEmpty();
        assertThat(world.media.calls).endsWith("select " + ANN + " 0");
    }

    @Test
    void an_operator_takes_the_floor_and_clears_the_queue() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.request(PTT);
        ben.request(PTT);
        world.pass(Duration.ofSeconds(3));
        var floor = world.plane.channelStatus(PTT).orElseThrow().floor().orElseThrow();
        assertThat(floor.talker())
                .contains(new FloorStatus.Talker("ann", 100, FloorIndicator.NORMAL, Duration.ofSeconds(3)));
        assertThat(floor.queue())
                .containsExactly(new FloorStatus.Waiting(
                        "ben", 100, FloorIndicator.NORMAL, world.time.wallMillis() - 3000, Duration.ofSeconds(3)));
        ann.heard();

        assertThat(world.plane.revokeFloor(PTT)).contains("ann");

        assertThat(ann.heard())
                .containsExactly(new Event.FloorRevoked(PTT, FloorRevokeCause.ADMIN_REVOKE), new Event.FloorIdle(PTT));
        assertThat(ben.heard()).endsWith(new Event.FloorIdle(PTT));
        assertThat(world.plane.revokeFloor(PTT)).isEmpty();
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> world.plane.revokeFloor("nowhere"));
        assertRefused(ErrorCode.NOT_A_PTT_CHANNEL, () -> world.plane.revokeFloor(CONFERENCE));
    }
}
