package org.livechat.media.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.worker.Worker;
import org.livechat.rtc.srtp.SrtpProfile;

/** The way of a packet through the worker leaves no garbage, be it voice or video, under either cipher. */
class RelayAllocationTest {
    private static final int LISTENERS = 10;
    private static final int WARM_UP_PACKETS = 40_000;
    private static final int MEASURED_PACKETS = 30_000;
    /** Now and then a report is due; what is allocated for it is spread over many packets. */
    private static final double BYTES_A_PACKET = 6;

    @ParameterizedTest
    @CsvSource({
        "VOICE, AES_CM_128_HMAC_SHA1_80",
        "VIDEO, AES_CM_128_HMAC_SHA1_80",
        "VOICE, AEAD_AES_128_GCM",
        "VIDEO, AEAD_AES_128_GCM"
    })
    void a_packet_of_a_talker_is_relayed_without_garbage(SyntheticChannel.Media media, SrtpProfile profile)
            throws ReflectiveOperationException {
        PeerAddress talker = address(1000);
        List<PeerAddress> listeners = IntStream.rangeClosed(1, LISTENERS)
                .mapToObj(i -> address(1000 + i))
                .toList();
        try (var channel = new SyntheticChannel(profile, talker, listeners)) {
            var port = new ScriptedPort(talker, (buffer, offset) -> channel.nextPacket(media, buffer, offset));
            var worker = channel.worker(port);
            var meter = new AllocationMeter();

            run(channel, worker, WARM_UP_PACKETS);
            long sentBefore = port.sent();
            long before = meter.bytes();
            int relayed = run(channel, worker, MEASURED_PACKETS);
            long bytes = meter.bytes() - before;

            assertThat(port.sent() - sentBefore).isGreaterThanOrEqualTo((long) relayed * LISTENERS);
            double perPacket = (double) bytes / relayed / (LISTENERS + 1);
            System.out.printf("%s, %s: %.2f bytes allocated a cipher call%n", media, profile, perPacket);
            assertThat(perPacket)
                    .as("bytes allocated for each of one packet in and %s out", LISTENERS)
                    .isLessThan(BYTES_A_PACKET);
        }
    }

    @Test
    void a_voice_that_is_carried_twice_is_relayed_without_garbage() throws ReflectiveOperationException {
        PeerAddress talker = address(1000);
        List<PeerAddress> listeners = IntStream.rangeClosed(1, LISTENERS)
                .mapToObj(i -> address(1000 + i))
                .toList();
        try (var channel = new SyntheticChannel(SrtpProfile.AEAD_AES_128_GCM, talker, listeners)) {
            // Voices come one by one, not in runs.
            var ends = new boolean[1];
            var port = new ScriptedPort(talker, (buffer, offset) -> {
                ends[0] = !ends[0];
                return ends[0] ? channel.nextPacket(SyntheticChannel.Media.VOICE, buffer, offset) : -1;
            });
            var worker = channel.worker(port);
            var meter = new AllocationMeter();

            run(channel, worker, WARM_UP_PACKETS);
            long plain = port.sentBytes() / port.sent();
            lose(channel, port, worker, listeners);
            run(channel, worker, 100);
            lose(channel, port, worker, listeners);
            run(channel, worker, WARM_UP_PACKETS);
            long sentBefore = port.sent();
            long sentBytesBefore = port.sentBytes();
            long before = meter.bytes();
            int relayed = run(channel, worker, MEASURED_PACKETS);
            long bytes = meter.bytes() - before;

            assertThat((port.sentBytes() - sentBytesBefore) / (port.sent() - sentBefore))
                    .isGreaterThan(plain + 2 * 100);
            double perPacket = (double) bytes / relayed / (LISTENERS + 1);
            System.out.printf("redundant: %.2f bytes allocated a cipher call%n", perPacket);
            assertThat(perPacket).isLessThan(BYTES_A_PACKET);
        }
    }

    /** Has all listeners report loss. */
    private static void lose(SyntheticChannel channel, ScriptedPort port, Worker worker, List<PeerAddress> listeners) {
        for (int i = 0; i < listeners.size(); i++) {
            byte[] report = new byte[200];
            port.next(listeners.get(i), Arrays.copyOf(report, channel.nextReport(i, 255, report, 0)));
            worker.doWork(System.nanoTime());
        }
    }

    /** Relays at least that many packets of the talker's; returns how many. */
    private static int run(SyntheticChannel channel, Worker worker, int packets) {
        int first = channel.packets();
        while (channel.packets() - first < packets) {
            worker.doWork(System.nanoTime());
        }
        return channel.packets() - first;
    }

    private static PeerAddress address(int port) {
        return PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
