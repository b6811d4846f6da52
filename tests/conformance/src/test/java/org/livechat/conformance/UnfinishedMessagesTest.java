package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.livechat.signaling.SignalingSettings;

/** Row 12 of the attacks: messages that are begun and never finished, by many at once. */
class UnfinishedMessagesTest {
    private static final int MOST_OF_ALL = 256 * 1024;
    private static final int MOST_OF_ONE = 64 * 1024;
    private static final int HALF = 48 * 1024;
    private static final int MANY = 12;

    private static SignalingSettings small(SignalingSettings defaults) {
        return new SignalingSettings(
                defaults.identifyTimeout(),
                defaults.unidentifiedPerAddress(),
                defaults.awayPerAddress(),
                MOST_OF_ONE,
                defaults.egress(),
                MOST_OF_ALL,
                defaults.keptBytes(),
                defaults.framesPerSecond(),
                defaults.frameBurst(),
                defaults.badPacketsInARow(),
                defaults.closeTimeout());
    }

    @Test
    void who_has_begun_most_is_cut_and_who_finishes_is_answered() throws Exception {
        List<RawSocket> many = new ArrayList<>();
        try (TestServer server = TestServer.start(UnfinishedMessagesTest::small);
                RawSocket slow = identified(server, "slow")) {
            // Less than the others, and long before them.
            slow.frame(RawSocket.TEXT, "{\"op\":1,".getBytes(StandardCharsets.UTF_8));
            await(() -> server.unfinishedBytes() > 0);
            for (int i = 0; i < MANY; i++) {
                RawSocket one = identified(server, "begins" + i);
                many.add(one);
                one.frame(RawSocket.TEXT, " ".repeat(HALF).getBytes(StandardCharsets.UTF_8));
            }
            int fit = MOST_OF_ALL / HALF;
            await(() -> server.counters().unfinished() >= MANY - fit);
            await(() -> server.unfinishedBytes() <= MOST_OF_ALL);
            await(() -> server.counters().open() == 1 + MANY - server.counters().unfinished());

            // Whoever sends one whole is served, however long.
            TestClient ann = server.identified("ann");
            ann.sendFragments("{'op'", ":1,'x':'" + "y".repeat(30_000), "y".repeat(30_000) + "'}");
            ann.await(2);
            ann.expectQuiet();
            slow.frame(RawSocket.FIN | RawSocket.CONTINUATION, "\"id\":7}".getBytes(StandardCharsets.UTF_8));
            slow.awaitText("\"op\":2");

            for (RawSocket one : many) {
                one.close();
            }
            await(() -> server.unfinishedBytes() == 0);
        }
    }

    @Test
    void who_is_cut_is_told_why() throws Exception {
        List<RawSocket> many = new ArrayList<>();
        try (TestServer server = TestServer.start(UnfinishedMessagesTest::small);
                RawSocket most = identified(server, "most")) {
            most.frame(RawSocket.TEXT, new byte[MOST_OF_ONE - 1]);
            await(() -> server.unfinishedBytes() >= MOST_OF_ONE - 1);
            for (int i = 0; i < MANY; i++) {
                RawSocket one = identified(server, "other" + i);
                many.add(one);
                one.frame(RawSocket.TEXT, new byte[HALF]);
            }
            assertThat(most.awaitClose()).isEqualTo(1008);
        }
        for (RawSocket one : many) {
            one.close();
        }
    }

    private static RawSocket identified(TestServer server, String userId) throws IOException {
        RawSocket raw = RawSocket.open(server.port());
        raw.text("{'op':3,'d':{'user_id':'" + userId + "','token':'" + TestServer.TOKEN + "'}}");
        raw.awaitText("session_id");
        return raw;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about").isLessThan(deadline);
            Thread.sleep(10); // asks again
        }
    }
}
