package org.livechat.media.warmup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.transport.PeerAddress;
import org.livechat.rtc.srtp.SrtpProfile;

/**
 * What the relay itself costs for each listener of a packet, without the system's part: run it by name. The talker's own
 * encryption is in the figure, as one of a hundred.
 */
class RelayCostBenchmark {
    private static final int LISTENERS = 100;
    private static final int ROUNDS = 15;
    private static final int PACKETS = 3000;

    @ParameterizedTest
    @CsvSource({
        "VOICE, AES_CM_128_HMAC_SHA1_80",
        "VOICE, AEAD_AES_128_GCM",
        "VIDEO, AES_CM_128_HMAC_SHA1_80",
        "VIDEO, AEAD_AES_128_GCM"
    })
    void nanoseconds_a_listener(SyntheticChannel.Media media, SrtpProfile profile) {
        PeerAddress talker = address(1000);
        List<PeerAddress> listeners = IntStream.rangeClosed(1, LISTENERS)
                .mapToObj(i -> address(1000 + i))
                .toList();
        try (var channel = new SyntheticChannel(profile, talker, listeners)) {
            int[] one = {0};
            // One packet a batch, as voice comes.
            var port = new ScriptedPort(
                    talker, (buffer, offset) -> one[0]++ % 2 == 1 ? -1 : channel.nextPacket(media, buffer, offset));
            var worker = channel.worker(port);
            double[] nanos = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long sent = port.sent();
                long begun = System.nanoTime();
                for (int i = 0; i < PACKETS; i++) {
                    worker.doWork(System.nanoTime());
                }
                nanos[round] = (double) (System.nanoTime() - begun) / (port.sent() - sent);
            }
            Arrays.sort(nanos);
            System.out.printf("%s, %s: median %.0f ns, best %.0f ns%n", media, profile, nanos[ROUNDS / 2], nanos[0]);
        }
    }

    private static PeerAddress address(int port) {
        return PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
