package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.core.SessionSettings;
import tools.jackson.databind.JsonNode;

/** Who loses a WebSocket comes back with the session: docs/protocol.md, "A connection that is lost". */
class ResumeTest {
    private static final SessionSettings SHORT_PATIENCE =
            new SessionSettings(Duration.ofSeconds(30), 3, 100, 16, Duration.ofSeconds(1));

    private TestServer server = TestServer.start();
    private Person ann;
    private Person bob;

    @AfterEach
    void stop() {
        server.close();
    }

    /** A client with a session, and what is known of that. */
    private final class Person {
        final String user;
        final String session;
        TestClient client;
        long received;

        Person(String user) {
            this.user = user;
            client = server.connect();
            client.send("{'op':3,'d':{'user_id':'" + user + "','token':'" + TestServer.TOKEN + "'}}");
            JsonNode ready = next(4);
            assertThat(ready.has("resumed")).isFalse();
            session = ready.get("session_id").stringValue();
            received = 0;
        }

        /** The next packet, which has to have this opcode. */
        JsonNode next(int op) {
            JsonNode packet = client.next();
            assertThat(packet.get("op").intValue()).as(packet.toString()).isEqualTo(op);
            received++;
            return packet.get("d");
        }

        void join() {
            client.send("{'op':11,'d':{'channel_id':'" + TestServer.PTT + "','ssrc':7}}");
            next(200);
            next(54);
        }

        void ask(int op) {
            client.channelRequest(op, TestServer.PTT);
        }

        void say(String content) {
            client.send("{'op':20,'d':{'channel_id':'" + TestServer.PTT + "','content':'" + content + "'}}");
        }

        void hears(String content) {
            assertThat(next(101).get("content").stringValue()).isEqualTo(content);
        }

        void isQuiet() {
            client.send("{'op':1}");
            next(2);
        }

        JsonNode resume() {
            return resume("'" + user + "','token':'" + TestServer.TOKEN + "','resume':'" + session + "','received':"
                    + received);
        }

        /** Over a new connection; the answer's payload. */
        JsonNode resume(String identify) {
            client = server.connect();
            client.send("{'op':3,'d':{'user_id':" + identify + "}}");
            JsonNode packet = client.next();
            assertThat(packet.get("op").intValue()).as(packet.toString()).isEqualTo(4);
            return packet.get("d");
        }
    }

    private void annAndBobJoin() {
        ann = new Person("ann");
        ann.join();
        bob = new Person("bob");
        bob.join();
        assertThat(ann.next(100).get("event").stringValue()).isEqualTo("join");
    }

    private void restart(TestServer other) {
        server.close();
        server = other;
    }

    /** Once the server has noticed that so many clients have no connection. */
    private void awaitAway(int away) throws InterruptedException {
        server.awaitAway(away);
    }

    @Test
    void the_floor_the_channel_and_all_that_was_said_are_kept_and_nobody_sees_it() throws Exception {
        annAndBobJoin();
        ann.ask(30);
        ann.next(50);
        bob.next(53);
        ann.isQuiet();

        ann.client.abort();
        awaitAway(1);
        bob.say("one");
        bob.say("two");
        bob.hears("one");
        bob.hears("two");

        JsonNode ready = ann.resume();
        assertThat(ready.get("resumed").booleanValue()).isTrue();
        assertThat(ready.get("session_id").stringValue()).isEqualTo(ann.session);
        assertThat(ready.get("resume_timeout").intValue()).isEqualTo(15_000);
        assertThat(ready.get("received").intValue())
                .as("JOIN, FLOOR_REQUEST, HEARTBEAT")
                .isEqualTo(3);
        ann.hears("one");
        ann.hears("two");
        ann.ask(32);
        ann.next(56);
        bob.isQuiet();
        ann.ask(31);
        bob.next(54);
        assertThat(server.counters().resumed()).isEqualTo(1);
    }

    @Test
    void what_was_on_its_way_comes_again_from_where_the_client_says() {
        ann = new Person("ann");
        ann.join();
        for (String content : List.of("one", "two", "three")) {
            ann.say(content);
            ann.hears(content);
        }
        ann.client.abort();
        ann.received -= 2;
        ann.resume();
        ann.hears("two");
        ann.hears("three");
        ann.isQuiet();
    }

    @Test
    void an_answer_is_kept_too_and_no_request_is_carried_out_twice() {
        ann = new Person("ann");
        ann.join();
        ann.client.send("{'op':10,'id':'a','d':{'channel_id':'new','freq':'0777','channel_name':'New'}}");
        ann.client.next();
        ann.client.abort();
        JsonNode ready = ann.resume();
        assertThat(ready.get("received").intValue()).isEqualTo(2);
        assertThat(ann.client.next())
                .isEqualTo(TestClient.json("{'op':200,'id':'a','d':{'op':10,'data':"
                        + "{'channel_id':'new','freq':'0777','channel_name':'New','mode':'ptt'}}}"));
    }

    @Test
    void who_did_not_count_gets_what_came_while_it_was_away() throws Exception {
        annAndBobJoin();
        ann.client.abort();
        awaitAway(1);
        bob.say("missed");
        bob.hears("missed");
        ann.resume("'ann','token':'" + TestServer.TOKEN + "','resume':'" + ann.session + "'");
        ann.hears("missed");
        ann.isQuiet();
    }

    @Test
    void a_newer_connection_takes_the_session_from_one_that_still_stands() {
        annAndBobJoin();
        TestClient before = ann.client;
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        assertThat(before.awaitClose()).isEqualTo(4005);
        ann.say("still here");
        ann.hears("still here");
        bob.hears("still here");
        bob.isQuiet();
    }

    @Test
    void another_user_cannot_have_the_session_and_learns_nothing_of_it() {
        ann = new Person("ann");
        ann.join();
        var eve = new Person("eve");
        String stolen = "'eve','token':'" + TestServer.TOKEN + "','resume':'" + ann.session + "','received':0";
        JsonNode ready = eve.resume(stolen);
        assertThat(ready.has("resumed")).isFalse();
        assertThat(ready.get("session_id").stringValue()).isNotEqualTo(ann.session);
        ann.isQuiet();

        TestClient without = server.connect();
        without.send("{'op':3,'d':{'user_id':'ann','token':'guessed','resume':'" + ann.session + "'}}");
        without.expectError(1001);
        ann.isQuiet();
        assertThat(server.counters().notResumed()).isEqualTo(1);
    }

    @Test
    void who_comes_back_is_let_in_though_others_of_its_network_guess() throws Exception {
        ann = new Person("ann");
        ann.client.abort();
        awaitAway(1);
        assertThat(guessUntilRefused("nosuchsession")).isEqualTo(1006);
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
    }

    @Test
    void who_has_a_session_guesses_no_token_with_it() throws Exception {
        ann = new Person("ann");
        assertThat(guessUntilRefused(ann.session)).isEqualTo(1006);
    }

    /** The first error that is another than that of a wrong token. */
    private int guessUntilRefused(String session) {
        for (int guess = 0; guess < 1000; guess++) {
            TestClient stranger = server.connect();
            stranger.send("{'op':3,'d':{'user_id':'ann','token':'guess " + guess + "','resume':'" + session
                    + "','received':0}}");
            int code = stranger.next().get("d").get("code").intValue();
            stranger.abort();
            if (code != 1001) {
                return code;
            }
        }
        throw new AssertionError("guesses without end");
    }

    @Test
    void unknown_sessions_and_impossible_counts_begin_anew() {
        ann = new Person("ann");
        ann.join();
        ann.received += 1;
        JsonNode ready = ann.resume();
        assertThat(ready.has("resumed")).as("more than there were").isFalse();
        ready = ann.resume("'ann','token':'" + TestServer.TOKEN + "','resume':'nosuchsession','received':0");
        assertThat(ready.has("resumed")).isFalse();

        TestClient wrong = server.connect();
        wrong.send("{'op':3,'d':{'user_id':'ann','token':'" + TestServer.TOKEN + "','resume':'x','received':-1}}");
        assertThat(wrong.expectError(1004).get("d").get("reason").stringValue())
                .isEqualTo("IDENTIFY: received is -1; it has to be a whole number within 0..9007199254740991");
    }

    @Test
    void others_see_it_leave_once_the_time_is_over() {
        restart(TestServer.withSessions(SHORT_PATIENCE));
        annAndBobJoin();
        ann.client.abort();
        assertThat(bob.next(100).get("event").stringValue()).isEqualTo("leave");
        assertThat(ann.resume().has("resumed")).isFalse();
    }

    @Test
    void who_says_goodbye_is_gone_at_once() {
        annAndBobJoin();
        ann.client.close();
        assertThat(bob.next(100).get("event").stringValue()).isEqualTo("leave");
        assertThat(ann.resume().has("resumed")).isFalse();
    }

    @Test
    void whose_browser_says_that_it_goes_away_may_come_back() throws Exception {
        annAndBobJoin();
        ann.client.goAway();
        awaitAway(1);
        bob.say("missed");
        bob.hears("missed");
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        ann.hears("missed");
        bob.isQuiet();
    }

    @Test
    void without_a_time_to_wait_sessions_end_with_their_connections() {
        restart(TestServer.withSessions(new SessionSettings(Duration.ofSeconds(30), 3, 100, 16, Duration.ZERO)));
        annAndBobJoin();
        ann.client.abort();
        assertThat(bob.next(100).get("event").stringValue()).isEqualTo("leave");
        JsonNode ready = ann.resume();
        assertThat(ready.has("resumed")).isFalse();
        assertThat(ready.has("resume_timeout")).isFalse();
    }

    @Test
    void the_floor_of_who_is_away_goes_by_its_own_timers() throws Exception {
        annAndBobJoin();
        ann.ask(30);
        ann.next(50);
        bob.next(53);
        bob.ask(30);
        bob.next(55);
        ann.client.abort();
        awaitAway(1);
        assertThat(bob.next(50).get("user_id").stringValue()).isEqualTo("bob");
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        assertThat(ann.next(52).get("cause").stringValue()).isEqualTo("ping_timeout");
        assertThat(ann.next(53).get("user_id").stringValue()).isEqualTo("bob");
    }

    @Test
    void a_session_that_missed_more_than_is_kept_begins_anew() throws Exception {
        restart(TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(10), 32, 1000, 1000)));
        annAndBobJoin();
        ann.client.abort();
        awaitAway(1);
        for (int i = 0; i < 16; i++) {
            bob.say("as many as are kept");
            bob.hears("as many as are kept");
        }
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        for (int i = 0; i < 16; i++) {
            ann.hears("as many as are kept");
        }
        ann.client.abort();
        awaitAway(1);
        for (int i = 0; i < 17; i++) {
            bob.say("one too many");
            bob.hears("one too many");
        }
        assertThat(ann.resume().has("resumed")).isFalse();
        assertThat(server.counters().notResumed()).isEqualTo(1);
    }

    @Test
    void who_opens_and_loses_one_session_after_the_other_has_so_many_and_no_more() throws Exception {
        restart(TestServer.start(base -> TestServer.awayPerAddress(base, 2)));
        ann = new Person("ann");
        ann.join();
        for (String user : List.of("one", "two")) {
            new Person(user).client.abort();
        }
        awaitAway(2);
        bob = new Person("bob");
        bob.join();
        assertThat(ann.next(100).get("event").stringValue()).isEqualTo("join");
        bob.client.abort();
        assertThat(ann.next(100).get("event").stringValue()).isEqualTo("leave");
        assertThat(server.counters().unawaited()).isEqualTo(1);
        awaitAway(2);

        // The place of one who comes back, or is kicked, is there for another.
        assertThat(server.controlPlane().kick("one")).isTrue();
        awaitAway(1);
        ann.client.abort();
        awaitAway(2);
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        ann.client.abort();
        awaitAway(2);
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        assertThat(server.counters().unawaited()).isEqualTo(1);
    }

    @Test
    void operators_see_since_when_somebody_is_away_until_it_is_back() throws Exception {
        annAndBobJoin();
        assertThat(awaySince("ann")).isEmpty();
        long before = System.currentTimeMillis();
        ann.client.abort();
        awaitAway(1);
        assertThat(awaySince("ann").orElseThrow()).isBetween(before - 1, System.currentTimeMillis());
        assertThat(awaySince("bob")).isEmpty();
        assertThat(ann.resume().get("resumed").booleanValue()).isTrue();
        assertThat(awaySince("ann")).isEmpty();
    }

    private OptionalLong awaySince(String user) {
        return server.controlPlane().user(user).orElseThrow().awaySinceMillis();
    }

    @Test
    void who_was_kicked_while_away_does_not_come_back_with_its_session() throws Exception {
        ann = new Person("ann");
        ann.join();
        ann.client.abort();
        awaitAway(1);
        assertThat(server.controlPlane().kick("ann")).isTrue();
        assertThat(ann.resume().has("resumed")).isFalse();
        awaitAway(0);
    }
}
