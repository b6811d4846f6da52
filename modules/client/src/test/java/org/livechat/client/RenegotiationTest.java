package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;

/** Connections that are negotiated anew while media flows. */
class RenegotiationTest {
    private static final OfferedTrack VOICE = OfferedTrack.both("0", MediaKind.AUDIO);
    private static final OfferedTrack TILE = OfferedTrack.receiving("1", MediaKind.VIDEO);

    /** Far more than a client has at a time, and than its ciphers know. */
    private static final int MANY = 300;

    private static OfferedTrack camera(String mid) {
        return new OfferedTrack(mid, MediaKind.VIDEO, true, false);
    }

    @Test
    void a_camera_that_is_stopped_and_added_anew_again_and_again_is_always_seen() throws Exception {
        try (var relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE, camera("c0"));
            var ben = relay.member("ben", VOICE, TILE);
            relay.heard(ann, ben);
            sees(ben, ann, "c0");

            for (var round = 1; round <= MANY; round++) {
                renegotiate(relay, ann, stopped("c" + (round - 1)), VOICE, camera("c" + (round - 1)));
                // in the place of the one before, as browsers do it (RFC 8829 5.2.2)
                renegotiate(relay, ann, UnaryOperator.identity(), VOICE, camera("c" + round));
                sees(ben, ann, "c" + round);
            }
            assertThat(relay.dropped("too_many_streams")).isZero();
        }
    }

    @Test
    void a_tile_that_is_stopped_and_added_anew_again_and_again_always_shows_somebody() throws Exception {
        try (var relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE, camera("c"));
            var ben = relay.member("ben", VOICE, OfferedTrack.receiving("t0", MediaKind.VIDEO));
            relay.heard(ann, ben);
            sees(ben, ann, "c");

            for (var round = 1; round <= MANY; round++) {
                var before = OfferedTrack.receiving("t" + (round - 1), MediaKind.VIDEO);
                renegotiate(relay, ben, stopped(before.mid()), VOICE, before);
                renegotiate(
                        relay,
                        ben,
                        UnaryOperator.identity(),
                        VOICE,
                        OfferedTrack.receiving("t" + round, MediaKind.VIDEO));
                assertThat(sees(ben, ann, "c").mid()).isEqualTo("t" + round);
            }
            assertThat(relay.dropped("not_protected")).isZero();
        }
    }

    @Test
    void a_mid_that_is_used_again_for_another_kind_of_media_is_another_line() throws Exception {
        try (var relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE, new OfferedTrack("x", MediaKind.AUDIO, true, false));
            var ben = relay.member("ben", VOICE, TILE);
            relay.heard(ann, ben);

            renegotiate(relay, ann, UnaryOperator.identity(), VOICE, camera("x"));

            sees(ben, ann, "x");
        }
    }

    @Test
    void media_goes_on_when_the_line_is_stopped_that_carried_the_transport() throws Exception {
        try (var relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE, camera("c"));
            var ben = relay.member("ben", VOICE, TILE);
            relay.heard(ann, ben);
            sees(ben, ann, "c");

            // The browser closes its side before it can say why.
            ann.peer().dropTransport();
            renegotiate(relay, ann, stopped("0"), VOICE, camera("c"));
            ann.awaitConnected();
            sees(ben, ann, "c");

            renegotiate(relay, ann, stopped("0"), VOICE, camera("c"));
            sees(ben, ann, "c");
            assertThat(relay.takeEvents("closed")).isEmpty();
        }
    }

    @Test
    void who_closes_dtls_and_does_not_offer_anew_is_gone() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE);

            ann.peer().dropTransport();

            relay.awaitEvent("closed CLOSED_BY_PEER ann");
        }
    }

    @Test
    void a_connection_whose_lines_are_all_stopped_lives_for_those_to_come() throws Exception {
        var consent = Duration.ofSeconds(6);
        try (var relay = new TestRelay(ChannelMode.PTT, consent)) {
            var ann = relay.member("ann", VOICE);
            var ben = listenerOf(relay, ann);

            ann.peer().dropTransport();
            var offer = stopped("0").apply(ann.peer().offer(List.of(VOICE)));
            var answer = relay.plane().renegotiate(ann.endpointId(), offer);
            assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                    .singleElement()
                    .asString()
                    .startsWith("m=audio 0 ");
            awaitSilence(relay, "ann", consent.plusSeconds(2));

            renegotiate(relay, ann, UnaryOperator.identity(), VOICE);
            ann.awaitConnected();
            relay.heard(ann);
            ben.hear(ann);
            assertThat(relay.takeEvents("closed")).isEmpty();
        }
    }

    @Test
    void ice_is_restarted_while_media_flows() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var path = new TappedPath(relay.address())) {
            var ann = relay.join("ann", UnaryOperator.identity(), path::lead, VOICE);
            ann.awaitConnected();
            var ben = listenerOf(relay, ann);
            var checksBefore = path.checks().size();
            var credentials = credentials(
                    relay.plane().renegotiate(ann.endpointId(), ann.peer().offer(List.of(VOICE))));

            ann.peer().restartIce();
            var answer = relay.plane().renegotiate(ann.endpointId(), ann.peer().offer(List.of(VOICE)));
            assertThat(credentials(answer)).doesNotContainAnyElementsOf(credentials);
            // by the old path, which the client's old checks keep alive
            path.send(path.checks().getFirst());
            ben.heard().clear();
            ben.hear(ann);
            assertThat(relay.dropped("stun")).isZero();

            ann.peer().answer(path.lead(answer));
            ben.heard().clear();
            for (var frame = 0; path.checks().size() <= checksBefore || frame < 20; frame++) {
                ben.hear(ann);
            }
            path.send(path.checks().getFirst());
            ben.hear(ann);
            assertThat(relay.dropped("stun")).as("checks of before the restart").isEqualTo(1);

            // The same offer again is no restart.
            assertThat(credentials(relay.plane()
                            .renegotiate(ann.endpointId(), ann.peer().offer(List.of(VOICE)))))
                    .isEqualTo(credentials(answer));
            assertThat(relay.takeEvents("closed")).isEmpty();
        }
    }

    @Test
    void ice_is_restarted_from_another_network() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE);
            var ben = listenerOf(relay, ann);

            ann.peer().restartIce();
            ann.peer().rebind();
            renegotiate(relay, ann, UnaryOperator.identity(), VOICE);
            ben.heard().clear();
            ben.hear(ann);
            relay.heard(ben);
            ann.hear(ben);
        }
    }

    @Test
    void another_certificate_leads_to_another_association_and_media_goes_on() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE);
            var ben = listenerOf(relay, ann);
            relay.takeEvents("connected");

            ann.peer().changeCertificate();
            renegotiate(relay, ann, UnaryOperator.identity(), VOICE);
            ann.awaitConnected();
            relay.awaitEvent("connected ann");
            ben.heard().clear();
            ben.hear(ann);
            relay.heard(ben);
            ann.hear(ben);
            assertThat(relay.takeEvents("closed")).isEmpty();
        }
    }

    @Test
    void another_certificate_than_the_offered_one_changes_nothing() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT)) {
            var ann = relay.member("ann", VOICE);
            var ben = listenerOf(relay, ann);

            var offer = ann.peer().offer(List.of(VOICE));
            ann.peer().changeCertificate();
            ann.peer().answer(relay.plane().renegotiate(ann.endpointId(), offer));

            while (relay.count("media.handshakes.failed") == 0) {
                ben.hear(ann);
            }
            ben.heard().clear();
            ben.hear(ann);
            assertThat(relay.takeEvents("closed")).isEmpty();
        }
    }

    @Test
    void nobody_begins_another_association_without_an_offer() throws Exception {
        try (var relay = new TestRelay(ChannelMode.PTT, TestRelay.CONSENT);
                var path = new TappedPath(relay.address())) {
            var ann = relay.join("ann", UnaryOperator.identity(), path::lead, VOICE);
            ann.awaitConnected();
            var ben = listenerOf(relay, ann);

            var before = relay.dropped("dtls");
            path.send(path.dtls().getFirst());
            ben.heard().clear();
            ben.hear(ann);
            assertThat(relay.dropped("dtls")).isEqualTo(before + 1);
        }
    }

    private static void renegotiate(
            TestRelay relay, TestMember member, UnaryOperator<String> offerChange, OfferedTrack... lines) {
        var offer = offerChange.apply(member.peer().offer(List.of(lines)));
        member.peer().answer(relay.plane().renegotiate(member.endpointId(), offer));
    }

    /** Ben, whom the other's voice has reached. */
    private static TestMember listenerOf(TestRelay relay, TestMember talker) throws Exception {
        var ben = relay.member("ben", VOICE);
        relay.heard(talker);
        ben.hear(talker);
        return ben;
    }

    /** Gives a line the port 0, and takes it from the group. */
    private static UnaryOperator<String> stopped(String mid) {
        return offer -> Arrays.stream(offer.split("(?=m=)"))
                .map(section -> section.contains("a=mid:" + mid + "\r\n")
                        ? section.replaceFirst("^(m=\\w+) 9", "$1 0")
                        : section.replaceFirst("(a=group:BUNDLE.*?) " + mid + "(?=[ \r])", "$1"))
                .collect(Collectors.joining());
    }

    private static List<String> credentials(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag") || line.startsWith("a=ice-pwd"))
                .distinct()
                .toList();
    }

    /** Has one show pictures until the other sees one. */
    private static ReceivedRtp sees(TestMember viewer, TestMember shown, String mid) throws InterruptedException {
        viewer.heard().clear();
        for (var picture = 0; picture < 500; picture++) {
            shown.show(mid);
            var packet = viewer.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null && packet.payloadType() == 96) {
                return packet;
            }
        }
        throw new AssertionError(viewer.userId() + " did not see " + shown.userId() + " in " + mid);
    }

    /** Lets a time pass in which nothing comes of somebody. */
    private static void awaitSilence(TestRelay relay, String userId, Duration time) throws InterruptedException {
        var never = new CountDownLatch(1);
        while (relay.plane().peers().stream()
                .filter(peer -> peer.userId().equals(userId))
                .noneMatch(peer -> System.currentTimeMillis() - peer.lastSeenMillis() > time.toMillis())) {
            assertThat(relay.plane().peers()).extracting("userId").contains(userId);
            never.await(100, TimeUnit.MILLISECONDS);
        }
    }
}
