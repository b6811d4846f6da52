package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator takes the floor from somebody who is being heard. */
@Timeout(120)
class RevokeTest {
    private static final int STUBBORN_FRAMES = 100;
    private static final String REFUSED = "livechat_media_dropped_total{reason=\"no_floor\"} ";

    @Test
    void nothing_that_is_said_after_a_revoke_is_heard() throws Exception {
        try (WholeServer server = new WholeServer()) {
            TestClient ann = server.identified("ann");
            TestClient bob = server.identified("bob");
            try (Voice talker = Voice.join(ann, "CH_0001");
                    Voice listener = Voice.join(bob, "CH_0001")) {
                ann.channelRequest(30, "CH_0001");
                ann.await(50);
                bob.await(53);
                speakUntilHeard(talker, listener);

                long asked = System.nanoTime();
                server.admin("POST", "/admin/floor-revoke/CH_0001", "", 200);
                long answered = System.nanoTime();
                int firstTooLate = talker.speak();
                assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("admin_revoke");
                ann.await(54);
                bob.await(54);
                System.out.printf(
                        "revoke: answered after %d us, holder and listener told after %d us%n",
                        TimeUnit.NANOSECONDS.toMicros(answered - asked),
                        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
                int lastTooLate = firstTooLate;
                for (int i = 0; i < STUBBORN_FRAMES; i++) {
                    lastTooLate = talker.speak();
                }

                awaitRefusals(server, STUBBORN_FRAMES + 1);

                // The next burst comes the same way behind them: when it is heard, they would have been.
                ann.channelRequest(30, "CH_0001");
                ann.await(50);
                List<Integer> heard = new ArrayList<>();
                int latest = -1;
                while (latest <= lastTooLate) {
                    talker.speak();
                    Integer next = listener.heard.poll(50, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        latest = next;
                        heard.add(next);
                    }
                }
                int last = lastTooLate;
                assertThat(heard).noneMatch(frame -> frame >= firstTooLate && frame <= last);
            }
        }
    }

    // What is on its way when the floor is granted anew belongs to the new burst.
    private static void awaitRefusals(WholeServer server, int count) throws Exception {
        var request = server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN);
        long refused = 0;
        while (refused < count) {
            refused = server.send(request)
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(REFUSED))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(REFUSED.length())))
                    .sum();
        }
    }

    private static void speakUntilHeard(Voice talker, Voice listener) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Integer heard = null;
            while (heard == null) {
                talker.speak();
                heard = listener.heard.poll(50, TimeUnit.MILLISECONDS);
            }
        }
    }
}
