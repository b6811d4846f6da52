package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How long a press of the button takes over the wire. Prints; a busy machine shall not fail the build. */
class LatencyTest {
    private static final int WARM_UP = 1_000;
    private static final int ROUNDS = 1_000;

    @Test
    void request_to_granted_over_a_thousand_requests() {
        try (TestServer server =
                TestServer.start(base -> TestServer.limits(base, Duration.ofSeconds(10), 2048, 100_000, 100_000))) {
            TestClient ann = server.member("ann", TestServer.PTT);
            long[] nanos = new long[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long start = System.nanoTime();
                ann.channelRequest(30, TestServer.PTT);
                ann.await(50);
                long took = System.nanoTime() - start;
                ann.channelRequest(31, TestServer.PTT);
                ann.await(54);
                if (round >= 0) {
                    nanos[round] = took;
                }
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "FLOOR_REQUEST to FLOOR_GRANTED over loopback, %d rounds: median %d us, p99 %d us, worst %d us%n",
                    ROUNDS, nanos[ROUNDS / 2] / 1_000, nanos[ROUNDS * 99 / 100] / 1_000, nanos[ROUNDS - 1] / 1_000);
            assertThat(nanos[ROUNDS / 2]).isLessThan(Duration.ofSeconds(1).toNanos());
        }
    }
}
