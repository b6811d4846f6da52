package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.core.SessionSettings;
import tools.jackson.databind.JsonNode;

class IdentifyTest {
    @Test
    void hello_comes_first() {
        try (TestServer server = TestServer.start()) {
            TestClient client = TestClient.connect(server.port());
            client.expect("{'op':0,'d':{'heartbeat_interval':30000}}");
            client.expectQuiet();
            client.abort();
        }
    }

    @Test
    void ready_names_session_and_user() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.send("{'op':3,'d':{'user_id':'ann','token':'" + TestServer.TOKEN + "','priority':7}}");
            JsonNode ready = client.next();
            assertThat(ready.get("op").intValue()).isEqualTo(4);
            assertThat(ready.get("d").get("user_id").stringValue()).isEqualTo("ann");
            assertThat(ready.get("d").get("session_id").stringValue()).hasSizeGreaterThan(15);
            assertThat(ready.get("d").get("message_bytes").intValue()).isEqualTo(2000);
            assertThat(ready.get("d").get("resume_timeout").intValue()).isEqualTo(15_000);
            assertThat(ready.get("d").size()).isEqualTo(4);
            client.expectQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 30, 31, 32})
    void no_other_request_is_allowed_before_ready(int op) {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.send("{'op':" + op + ",'id':'r','d':{'channel_id':'CH_0001','freq':'0101','channel_name':'n',"
                    + "'ssrc':1,'sdp_offer':'o','mid':'0','content':'c'}}");
            JsonNode error = client.expectError(1000);
            assertThat(error.get("d").get("op").intValue()).isEqualTo(op);
            assertThat(error.get("id").stringValue()).isEqualTo("r");
            client.expectQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an\u200Bn",
                "an\u200Cn",
                "an\u200Dn",
                "ann\u2060",
                "\uFEFFann",
                "\u202Enna",
                "ann ",
                "\u3000ann",
                "an\u00ADn",
                "\uFF41nn",
                "e\u0301ve",
                "\u0301ann",
                "\u0301",
                "ann\uE000",
                "ann\u0378",
                "an\u2028n",
                "ann\uFE0F",
                "\uD83D\uDE00\uFE0E",
                "\uD83D\uDE00\uFE0F",
                "\u2764\uFE0F"
            })
    void id_that_looks_like_another_is_refused_with_a_reason(String userId) {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.send("{'op':3,'d':{'user_id':'" + userId + "','token':'" + TestServer.TOKEN + "'}}");
            assertThat(client.expectError(1004).get("d").get("reason").stringValue())
                    .startsWith("a user id ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200Bb", "a\u200Db", "\uFEFFa", "\u202Ea", "\u0301a", "a\uE000", "a\u2028b", "\u3164a"})
    void channel_name_with_what_nobody_sees_is_refused_with_a_reason(String name) {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send("{'op':10,'d':{'channel_id':'c','freq':'0912','channel_name':'" + name + "'}}");
            assertThat(client.expectError(1004).get("d").get("reason").stringValue())
                    .startsWith("the channel's name ");
            client.send("{'op':10,'d':{'channel_id':'c\u200B','freq':'0912','channel_name':'n'}}");
            assertThat(client.expectError(1004).get("d").get("reason").stringValue())
                    .contains("channel_id ");
        }
    }

    @Test
    void what_a_well_formed_packet_asks_is_refused_as_often_as_it_likes() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            for (int packet = 0; packet < 12; packet++) {
                client.send("{'op':3,'d':{'user_id':'system','token':'" + TestServer.TOKEN + "'}}");
                client.expectError(1004);
            }
            client.send("{'op':3,'d':{'user_id':'ann','token':'" + TestServer.TOKEN + "'}}");
            client.await(4);
            for (int packet = 0; packet < 12; packet++) {
                client.send("{'op':10,'d':{'channel_id':'c','freq':'0912','channel_name':'a\u200Bb'}}");
                client.expectError(1004);
            }
            client.send("{'op':1}");
            client.await(2);
        }
    }

    @Test
    void wrong_token_is_refused_and_a_right_one_may_follow() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.send("{'op':3,'d':{'user_id':'ann','token':'wrong'}}");
            assertThat(client.expectError(1001).toString()).doesNotContain("wrong");
            client.send("{'op':3,'d':{'user_id':'ann','token':'" + TestServer.TOKEN + "'}}");
            client.await(4);
        }
    }

    @Test
    void guessing_tokens_ends_the_connection() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            for (int guess = 0; guess < 10; guess++) {
                client.send("{'op':3,'d':{'user_id':'ann','token':'" + guess + "'}}");
            }
            assertThat(client.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void second_identify_is_refused_and_the_session_goes_on() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send("{'op':3,'id':3,'d':{'user_id':'bob','token':'" + TestServer.TOKEN + "'}}");
            JsonNode error = client.expectError(1007);
            assertThat(error.get("id").intValue()).isEqualTo(3);
            client.join(TestServer.PTT);
        }
    }

    @Test
    void newer_session_of_a_user_replaces_the_older() {
        try (TestServer server = TestServer.start()) {
            TestClient older = server.member("ann", TestServer.PTT);
            TestClient watcher = server.member("bob", TestServer.PTT);
            older.awaitEvent("join");
            TestClient newer = server.identified("ann");
            older.expectError(1005);
            assertThat(older.awaitClose()).isEqualTo(4005);
            assertThat(watcher.awaitEvent("leave"))
                    .isEqualTo(TestClient.json(
                            "{'event':'leave','channel_id':'CH_0001','member':{'user_id':'ann','ssrc':7}}"));
            newer.join(TestServer.PTT);
        }
    }

    @Test
    void session_without_a_sign_of_life_is_ended() {
        SessionSettings sessions = new SessionSettings(Duration.ofSeconds(1), 2, 100, 16, Duration.ZERO);
        try (TestServer server = TestServer.withSessions(sessions)) {
            TestClient client = server.identified("ann");
            client.expectError(1008);
            assertThat(client.awaitClose()).isEqualTo(4008);
        }
    }

    @Test
    void nobody_stays_without_identifying() {
        try (TestServer server =
                TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(1), 2048, 50, 100))) {
            TestClient identified = server.identified("ann");
            TestClient silent = server.connect();
            silent.send("{'op':1}");
            silent.await(2);
            silent.expectError(1000);
            assertThat(silent.awaitClose()).isEqualTo(4000);
            identified.expectQuiet();
            assertThat(server.counters().identifyTimeouts()).isEqualTo(1);
        }
    }

    @Test
    void who_has_left_by_then_is_no_one_who_did_not_identify() {
        try (TestServer server =
                TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(1), 2048, 50, 100))) {
            TestClient ann = server.identified("ann");
            ann.join(TestServer.PTT);
            ann.close();
            assertThat(ann.awaitClose()).isEqualTo(1000);
            server.connect().close();
            // Its time is up after that of the others, on the same thread.
            TestClient silent = server.connect();
            assertThat(silent.awaitClose()).isEqualTo(4000);
            assertThat(server.counters().identifyTimeouts()).isEqualTo(1);
        }
    }

    @Test
    void broken_authenticator_is_an_internal_error_without_detail() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.send("{'op':3,'d':{'user_id':'ann','token':'" + TestServer.BROKEN_TOKEN + "'}}");
            assertThat(client.expectError(9000).toString()).doesNotContain("detail", "Exception");
            client.expectQuiet();
        }
    }

    @Test
    void stopping_server_says_going_away() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            server.stopGateway();
            assertThat(client.awaitClose()).isEqualTo(1001);
        }
    }
}
