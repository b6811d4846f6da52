package org.livechat.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long a press of the button takes with a full channel: from before FLOOR_REQUEST is sent until GRANTED has been
 * read, the channel being quiet before. Server and clients share this machine and JVM. Not run by the build, see
 * docs/performance.md.
 */
class FloorWireBenchmark {
    private static final int MEMBERS = 1_000;
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 500;

    @Test
    void request_to_granted_in_a_full_channel() throws Exception {
        try (TestServer server = TestServer.start(
                        base -> TestServer.limits(base, Duration.ofSeconds(60), 2048, 100_000, 100_000));
                Crowd crowd = new Crowd(server.port(), TestServer.PTT, MEMBERS - 1)) {
            TestClient ann = server.member("ann", TestServer.PTT);
            long[] nanos = new long[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                crowd.settle(List.of());
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
                    "FLOOR_REQUEST to FLOOR_GRANTED, %d members, %d rounds: median %d us, p99 %d us, worst %d us%n",
                    MEMBERS,
                    ROUNDS,
                    nanos[ROUNDS / 2] / 1_000,
                    nanos[ROUNDS * 99 / 100] / 1_000,
                    nanos[ROUNDS - 1] / 1_000);
        }
    }
}
