package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Row 18 of the attacks: a client's WebSocket is lost while its UDP lives, its UDP while its WebSocket lives, and its address changes in
 * the middle of a burst. What becomes of the floor, who is told, and that the others' call goes on.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class HalfLostTest {
    /** A client that is silent is gone after two seconds, and one whose checks do not come after twelve. */
    private static final Map<String, String> SOON = Map.of(
            "sessions.heartbeat_interval", "1s",
            "sessions.missed_heartbeats", "2",
            "media.consent_timeout", "12s",
            "floor.max_talk", "10m");

    private static final long FRAME_MILLIS = 20;
    private static final long BEAT_MILLIS = 300;
    private static final long PATIENCE_SECONDS = 30;
    private static final int A_SECOND_OF_FRAMES = 50;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final List<ScheduledFuture<?>> going = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private WholeServer server;
    private String channel;
    private int channels;

    /** A member, and what it has heard of who talks. */
    private final class Member {
        final TestClient client;
        final Voice voice;
        final Set<Integer> heard = new HashSet<>();

        Member(String userId) throws Exception {
            this(server.identified(userId));
        }

        Member(TestClient client) throws Exception {
            this.client = beating(client);
            this.voice = closed(Voice.join(client, channel));
        }

        Member(String userId, FreezingDatagrams way) throws Exception {
            client = beating(server.identified(userId));
            voice = closed(Voice.joinUnconnected(client, channel));
            voice.connect(way::lead);
        }

        void requestFloor() {
            client.channelRequest(30, channel);
        }

        void takeFloor() {
            requestFloor();
            client.await(50);
        }

        /** Waits for a frame of this number or a later one. */
        void hear(int number) throws InterruptedException {
            Integer frame;
            do {
                frame = voice.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(frame).as("a frame from " + number + " on").isNotNull();
                heard.add(frame);
            } while (frame < number);
        }

        long lost(int first, int behindLast) {
            return IntStream.range(first, behindLast)
                    .filter(frame -> !heard.contains(frame))
                    .count();
        }
    }

    private <T extends AutoCloseable> T closed(T resource) {
        open.add(resource);
        return resource;
    }

    private TestClient beating(TestClient client) {
        going.add(clock.scheduleAtFixedRate(
                () -> client.send("{'op':1}"), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS));
        return client;
    }

    /** Has a member talk without a pause; how many frames it has said. */
    private AtomicInteger talk(Member member) {
        var said = new AtomicInteger();
        going.add(clock.scheduleAtFixedRate(
                () -> said.set(member.voice.speak() + 1), 0, FRAME_MILLIS, TimeUnit.MILLISECONDS));
        return said;
    }

    @BeforeAll
    void start() {
        server = new WholeServer(SOON);
    }

    @BeforeEach
    void makeChannel() throws Exception {
        channel = "half" + channels++;
        server.admin(
                "POST",
                "/admin/channels",
                "{\"channel_id\":\"%s\",\"freq\":\"77%02d\",\"name\":\"Half\"}".formatted(channel, channels),
                201);
    }

    @AfterEach
    void leave() throws Exception {
        going.forEach(each -> each.cancel(true));
        going.clear();
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
    }

    @AfterAll
    void stop() {
        clock.shutdownNow();
        server.close();
    }

    @Test
    void a_holder_whose_websocket_is_cut_is_heard_until_its_session_ends_and_then_the_next_has_the_floor()
            throws Exception {
        var ann = new Member("ann");
        var ben = new Member("ben");
        var cat = new Member("cat");
        ann.takeFloor();
        AtomicInteger said = talk(ann);
        ben.hear(A_SECOND_OF_FRAMES / 2);
        ben.requestFloor();
        ben.client.await(55);

        ann.client.abort();
        ben.hear(said.get() + A_SECOND_OF_FRAMES / 2);
        ben.client.await(50);
        int cut = said.get();
        assertThat(cat.client.awaitEvent("leave").get("member").get("user_id").stringValue())
                .isEqualTo("ann");
        assertThat(server.look("/admin/channels/" + channel).get("floor_holder").stringValue())
                .isEqualTo("ben");

        // UDP lives on, and is nobody's any more.
        while (said.get() < cut + A_SECOND_OF_FRAMES) {
            Thread.sleep(FRAME_MILLIS);
        }
        cat.voice.heard.clear();
        ben.voice.countFrom(1_000_000);
        talk(ben);
        cat.hear(1_000_000);
        cat.hear(1_000_000 + A_SECOND_OF_FRAMES);
        assertThat(cat.heard).noneMatch(frame -> frame < 1_000_000);
    }

    @Test
    void a_holder_whose_websocket_dies_without_a_word_is_heard_until_its_heartbeats_are_missed() throws Exception {
        try (var way = new FreezingRelay(server.port())) {
            TestClient client = TestClient.connect(way.port());
            client.await(0);
            client.send("{'op':3,'d':{'user_id':'ann','token':'" + WholeServer.SECRET + "'}}");
            client.await(4);
            var ann = new Member(client);
            var ben = new Member("ben");
            var cat = new Member("cat");
            ann.takeFloor();
            AtomicInteger said = talk(ann);
            ben.hear(A_SECOND_OF_FRAMES / 2);

            way.freeze();
            int frozen = said.get();
            assertThat(ben.client
                            .awaitEvent("leave")
                            .get("member")
                            .get("user_id")
                            .stringValue())
                    .isEqualTo("ann");
            ben.hear(frozen + A_SECOND_OF_FRAMES / 2);
            assertThat(ben.lost(frozen, frozen + A_SECOND_OF_FRAMES / 2)).isLessThan(10);

            ben.takeFloor();
            ben.voice.countFrom(1_000_000);
            talk(ben);
            cat.hear(1_000_000 + A_SECOND_OF_FRAMES);
            client.abort();
        }
    }

    @Test
    void a_holder_and_a_listener_whose_udp_dies_are_told_and_nobody_else_notices() throws Exception {
        var way = closed(new FreezingDatagrams());
        var otherWay = closed(new FreezingDatagrams());
        var ann = new Member("ann", way);
        var ben = new Member("ben");
        var cat = new Member("cat");
        var dan = new Member("dan", otherWay);
        ann.takeFloor();
        talk(ann);
        cat.hear(A_SECOND_OF_FRAMES / 2);
        dan.hear(A_SECOND_OF_FRAMES / 2);
        ben.requestFloor();
        ben.client.await(55);

        way.freeze();
        otherWay.freeze();
        // By the pause in what ann says (T1), which she is told as everybody else is.
        ben.client.await(50);
        assertThat(ann.client.await(53).get("d").get("user_id").stringValue()).isEqualTo("ben");
        ben.voice.countFrom(1_000_000);
        AtomicInteger said = talk(ben);
        for (Member lost : List.of(ann, dan)) {
            assertThat(lost.client
                            .awaitEvent("media_ended")
                            .get("data")
                            .get("reason")
                            .stringValue())
                    .isEqualTo("consent_expired");
        }
        int last = said.get();
        cat.hear(last);
        System.out.printf(
                "UDP of a holder and of a listener dies: %d of %d frames of the next holder lost%n",
                cat.lost(1_000_000, last), last - 1_000_000);
        assertThat(cat.lost(1_000_000, last)).isLessThan(10);

        // She is still there, and comes back by another way.
        ann.client.channelRequest(12, channel);
        ann.client.awaitAck(12);
        Voice again = closed(Voice.join(ann.client, channel));
        assertThat(again.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void who_changes_its_address_in_mid_burst_keeps_the_floor_and_is_heard_on() throws Exception {
        var ann = new Member("ann");
        var ben = new Member("ben");
        var cat = new Member("cat");
        ann.takeFloor();
        AtomicInteger said = talk(ann);
        ben.hear(A_SECOND_OF_FRAMES / 2);
        int first = said.get();
        for (int move = 0; move < 5; move++) {
            ann.voice.rebind();
            ben.hear(said.get() + A_SECOND_OF_FRAMES / 2);
            cat.voice.rebind();
            cat.hear(said.get() + A_SECOND_OF_FRAMES / 2);
        }
        int last = said.get();
        ben.hear(last);
        cat.hear(last);
        System.out.printf(
                "Five changes of the talker's address, and of a listener's: of %d frames %d lost, and %d by who moved itself%n",
                last - first, ben.lost(first, last), cat.lost(first, last));
        assertThat(ben.lost(first, last)).isLessThan(A_SECOND_OF_FRAMES);
        assertThat(cat.lost(first, last)).isLessThan(A_SECOND_OF_FRAMES);
        assertThat(server.look("/admin/channels/" + channel).get("floor_holder").stringValue())
                .isEqualTo("ann");
    }
}
