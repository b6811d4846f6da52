package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.floor.FloorSettings;
import org.livechat.signaling.SignalingSettings;

/** Row 12 of the attacks: what a client may send, and that only it suffers. */
class HostileClientTest {
    private static final String IDENTIFY = "{'op':3,'d':{'user_id':'raw','token':'" + TestServer.TOKEN + "'}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "{",
                "{}",
                "{'op':null}",
                "{'op':'3'}",
                "{'op':1,'op':1}",
                "{'op':12,'d':'CH_0001'}",
                "{'op':12,'d':{}}",
                "{'op':12,'d':{'channel_id':7}}",
                "{'op':11,'d':{'channel_id':'CH_0001','ssrc':4294967296}}",
                "{'op':30,'d':{'channel_id':'CH_0001','priority':256}}",
                "{'op':10,'d':{'channel_id':'c','freq':'12','channel_name':'n'}}",
                "{'op':10,'d':{'channel_id':'..','freq':'0912','channel_name':'n'}}",
                "{'op':20,'d':{'channel_id':'CH_0001','content':'\\ud800'}}",
                "{'op':1,'id':1e99999999999999999999}",
                "{'op':1,'id':-1e-99999999999999999999}",
                "{'op':1,'x':1e99999999999999999999}",
                "{'op':1e99999999999999999999}",
                "{'op':1e400}",
                "{'op':30,'d':{'channel_id':'CH_0001','priority':1e2147483648}}",
                "{'op':30,'d':{'channel_id':'CH_0001','priority':1e2147483647}}",
                "{'op':11,'d':{'channel_id':'CH_0001','ssrc':99999999999999999999999999999999}}",
                "{'op':11,'d':{'channel_id':'CH_0001','ssrc':1.5}}",
                "{'op':10,'d':{'channel_id':'c','freq':'0912','channel_name':'n','capacity':-1e999999999}}",
                "{'op':1,'id':[]}"
            })
    void malformed_packet_is_answered_and_the_connection_stays(String packet) {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send(packet);
            client.expectError(1004);
            client.expectQuiet();
        }
    }

    @Test
    void the_largest_number_there_is_names_a_request_as_any_other() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send("{'op':1,'id':1e2147483647}");
            client.expectQuiet();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 5, 19, 50, 100, 200, 201, 999, -1})
    void unknown_opcode_is_answered_with_id(int op) {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send("{'op':" + op + ",'id':1.5,'d':null}");
            assertThat(client.expectError(1003).get("id").doubleValue()).isEqualTo(1.5);
            client.expectQuiet();
        }
    }

    @Test
    void nesting_is_refused_however_deep() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.send("{'op':1,'d':" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
            client.expectError(1004);
            client.send("{'op':1,'d':{'x':" + "9".repeat(10_000) + "}}");
            client.expectError(1004);
            client.expectQuiet();
        }
    }

    @Test
    void ten_bad_packets_in_a_row_end_the_connection_but_nine_do_not() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            for (int round = 0; round < 3; round++) {
                for (int bad = 0; bad < 9; bad++) {
                    client.send("x");
                    client.expectError(1004);
                }
                client.expectQuiet();
            }
            for (int bad = 0; bad < 10; bad++) {
                client.send("x");
                client.expectError(1004);
            }
            assertThat(client.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void fragments_make_one_packet() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.sendFragments("{'op'", "", ":1", ",'id':'f'}");
            client.expect("{'op':2,'d':null}");
        }
    }

    @Test
    void packet_over_the_limit_ends_the_connection() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.sendRaw("{\"op\":1,\"x\":\"" + "y".repeat(200_000) + "\"}");
            client.await(2);
            client.sendRaw(" ".repeat(262_145));
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void stranger_may_send_less() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.connect();
            client.sendRaw(" ".repeat(16_385));
            assertThat(client.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void fragments_over_the_limit_end_the_connection() throws IOException {
        try (TestServer server = TestServer.start();
                RawSocket raw = RawSocket.open(server.port())) {
            raw.text(IDENTIFY);
            raw.awaitText("session_id");
            raw.frame(RawSocket.TEXT, new byte[] {' '});
            sendUntilCut(raw, RawSocket.CONTINUATION, new byte[8_192], 40);
            assertThat(raw.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void endless_empty_fragments_end_the_connection() throws IOException {
        try (TestServer server = TestServer.start();
                RawSocket raw = RawSocket.open(server.port())) {
            raw.frame(RawSocket.TEXT, new byte[0]);
            sendUntilCut(raw, RawSocket.CONTINUATION, new byte[0], 20_000);
            assertThat(raw.awaitClose()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 1009", "2147483647, 1009", "9223372036854775807, 1009"})
    void declared_length_allocates_nothing(long declared, int status) throws IOException {
        try (TestServer server = TestServer.start()) {
            List<RawSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                RawSocket raw = RawSocket.open(server.port());
                sockets.add(raw);
                raw.write(RawSocket.header(RawSocket.FIN | RawSocket.TEXT, declared));
                if (declared == 1_000_000_000) {
                    raw.write(" ".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
                }
            }
            RawSocket last = sockets.getLast();
            if (declared == 2_147_483_647) {
                last.write(" ".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(last.awaitClose()).isEqualTo(status);
            server.connect().expectQuiet();
            for (RawSocket raw : sockets) {
                raw.close();
            }
        }
    }

    @Test
    void binary_frame_ends_the_connection() {
        try (TestServer server = TestServer.start()) {
            TestClient client = server.identified("ann");
            client.sendBinary((byte) 1, (byte) 2);
            assertThat(client.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void text_that_is_not_utf8_ends_the_connection() throws IOException {
        try (TestServer server = TestServer.start();
                RawSocket raw = RawSocket.open(server.port())) {
            raw.frame(RawSocket.FIN | RawSocket.TEXT, new byte[] {'"', (byte) 0xC3, '"'});
            assertThat(raw.awaitClose()).isEqualTo(1007);
        }
    }

    @Test
    void unmasked_frame_ends_the_connection() throws IOException {
        try (TestServer server = TestServer.start();
                RawSocket raw = RawSocket.open(server.port())) {
            raw.write(new byte[] {(byte) (RawSocket.FIN | RawSocket.TEXT), 1, 'x'});
            assertThat(raw.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void ping_is_answered_and_a_flood_of_them_ends_the_connection() throws IOException {
        try (TestServer server = TestServer.start();
                RawSocket raw = RawSocket.open(server.port())) {
            TestClient other = server.identified("bob");
            other.ping("hello");
            assertThat(other.awaitPong()).isEqualTo("hello");
            sendUntilCut(raw, RawSocket.FIN | RawSocket.PING, new byte[100], 20_000);
            assertThat(raw.awaitClose()).isEqualTo(1008);
            assertThat(server.counters().rateLimited()).isGreaterThan(100);
            other.expectQuiet();
        }
    }

    @Test
    void too_many_packets_are_refused_then_end_the_connection() {
        try (TestServer server =
                TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(10), 2048, 1, 20))) {
            TestClient client = server.connect();
            for (int i = 0; i < 30; i++) {
                client.send("{'op':1,'id':" + i + "}");
            }
            client.await(201);
            client.send("{'op':12,'id':'last','d':{'channel_id':'c'}}");
            var error = client.await(201);
            while (!error.get("id").isString()) {
                error = client.await(201);
            }
            assertThat(error.get("d").get("code").intValue()).isEqualTo(1006);
            assertThat(error.get("d").get("op").intValue()).isEqualTo(12);
            for (int i = 0; i < 20; i++) {
                client.send("{'op':1}");
            }
            assertThat(client.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void client_that_never_reads_is_cut_and_nobody_waits_for_it() throws IOException {
        try (TestServer server =
                        TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(10), 256, 5_000, 50_000));
                RawSocket deaf = RawSocket.open(server.port(), 4_096)) {
            deaf.text(IDENTIFY);
            deaf.awaitText("session_id");
            deaf.text("{'op':11,'d':{'channel_id':'CH_0001','ssrc':1}}");
            deaf.awaitText("active_members");
            TestClient ann = server.member("ann", TestServer.PTT);
            TestClient bob = server.member("bob", TestServer.PTT);
            String content = "z".repeat(2_000);
            int sent = 0;
            while (server.counters().overflows() == 0) {
                ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'" + content + "'}}");
                ann.await(101);
                bob.await(101);
                sent++;
                assertThat(sent).as("messages until the deaf client was cut").isLessThan(20_000);
            }
            assertThat(ann.awaitEvent("leave").get("member").get("user_id").stringValue())
                    .isEqualTo("raw");
            await(() -> server.counters().open() == 2);
            deaf.awaitEnd();
            ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'after'}}");
            assertThat(bob.await(101).get("d").get("content").stringValue()).isEqualTo("after");
        }
    }

    @Test
    void talker_that_never_reads_loses_the_floor_at_once() throws IOException {
        FloorSettings untimed =
                FloorSettings.base().withPing(Duration.ofHours(1)).withStopTalking(Duration.ofHours(1));
        try (TestServer server = TestServer.start(HostileClientTest::patientWithClosing, untimed);
                RawSocket deaf = RawSocket.open(server.port(), 4_096)) {
            deaf.text(IDENTIFY);
            deaf.awaitText("session_id");
            deaf.text("{'op':11,'d':{'channel_id':'CH_0001','ssrc':1}}");
            deaf.awaitText("active_members");
            TestClient ann = server.member("ann", TestServer.PTT);
            deaf.text("{'op':30,'d':{'channel_id':'CH_0001'}}");
            ann.await(53);
            ann.channelRequest(30, TestServer.PTT);
            ann.await(55);
            String message = "{'op':20,'d':{'channel_id':'CH_0001','content':'" + "z".repeat(2_000) + "'}}";
            while (server.counters().overflows() == 0) {
                ann.send(message);
                ann.await(101);
            }
            assertThat(ann.await(50).get("d").get("user_id").stringValue()).isEqualTo("ann");
            // Nothing but the full queue can have ended it: it has not read that it shall close, and may take a minute.
            assertThat(server.counters().open()).isEqualTo(2);
            assertThat(deaf.awaitClose()).isEqualTo(1008);
        }
    }

    private static SignalingSettings patientWithClosing(SignalingSettings defaults) {
        return new SignalingSettings(
                defaults.identifyTimeout(),
                defaults.unidentifiedPerAddress(),
                defaults.awayPerAddress(),
                defaults.frameLimitBytes(),
                defaults.egress().withPackets(256),
                defaults.ingressBytes(),
                defaults.keptBytes(),
                5_000,
                50_000,
                defaults.badPacketsInARow(),
                Duration.ofMinutes(1));
    }

    @Test
    void idle_strangers_are_bounded_and_give_their_places_back() throws IOException {
        try (TestServer server = TestServer.start()) {
            List<RawSocket> idle = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                RawSocket raw = RawSocket.open(server.port());
                raw.awaitText("heartbeat_interval");
                idle.add(raw);
            }
            try (RawSocket oneMore = RawSocket.open(server.port())) {
                assertThat(oneMore.awaitClose()).isEqualTo(1013);
            }
            idle.getFirst().text(IDENTIFY);
            idle.getFirst().awaitText("session_id");
            server.connect().expectQuiet();
            for (RawSocket raw : idle) {
                raw.close();
            }
            await(() -> server.counters().open() <= 1);
            for (int i = 0; i < 63; i++) {
                server.connect();
            }
        }
    }

    @Test
    void pages_of_other_origins_may_not_connect() throws IOException {
        try (TestServer server =
                TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(10), 2048, 50, 100))) {
            int port = server.port();
            assertThat(RawSocket.handshake(port, "http://evil.example")).contains(" 403 ");
            assertThat(RawSocket.handshake(port, "null")).contains(" 403 ");
            assertThat(RawSocket.handshake(port, "http://127.0.0.1:" + (port + 1)))
                    .contains(" 403 ");
            assertThat(RawSocket.handshake(port, "http://127.0.0.1:" + port)).contains(" 101 ");
            assertThat(RawSocket.handshake(port, "https://console.example.org")).contains(" 101 ");
            assertThat(server.refusedOrigins()).isEqualTo(3);
        }
    }

    /** Writes until all is written or the server has cut the connection. */
    private static void sendUntilCut(RawSocket raw, int first, byte[] payload, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                raw.frame(first, payload);
            }
        } catch (SocketException cut) {
            // What the server sent before is still to be read.
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
