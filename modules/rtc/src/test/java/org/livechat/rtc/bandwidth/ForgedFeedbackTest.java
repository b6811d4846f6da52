package org.livechat.rtc.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.bytes.BigEndian;
import org.livechat.rtc.meter.AllocationMeter;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpType;

class ForgedFeedbackTest {
    private static final long MILLI = 1_000_000;

    private final RtcpReader reader = new RtcpReader();

    @Test
    void whatever_a_receiver_says_the_estimate_stays_in_its_bounds() {
        for (int seed = 0; seed < 3000; seed++) {
            var random = new Random(seed);
            var packets = new SentPackets();
            var estimate = new ReceiverEstimate(packets);
            long now = random.nextLong(1L << 50);
            for (int i = 0; i < 60; i++) {
                for (int count = random.nextInt(20); count > 0; count--) {
                    packets.sent(
                            packets.next(),
                            random.nextInt(1500),
                            now,
                            estimate.prober().cluster());
                    estimate.prober().sent(100, now);
                    now += random.nextInt(20) * MILLI;
                }
                byte[] forged = forge(random);
                reader.wrap(forged, 0, forged.length).next();
                estimate.feedback(reader, now);
                estimate.onTime(random.nextLong(20_000_000), now);

                assertThat(estimate.bitsPerSecond()).as("seed %d", seed).isBetween(30_000L, 50_000_000L);
                assertThat(estimate.lossOfLink()).as("seed %d", seed).isBetween(0.0, 1.0);
                assertThat(estimate.roundTripNanos()).as("seed %d", seed).isBetween(0L, 3_000_000_000L);
                assertThat(estimate.prober().bytesDue(now)).as("seed %d", seed).isBetween(0, 100_000);
            }
        }
    }

    private static byte[] forge(Random random) {
        byte[] packet = new byte[24 + 4 * random.nextInt(60)];
        random.nextBytes(packet);
        BigEndian.write8(packet, 0, 0x80 | RtcpType.TRANSPORT_WIDE);
        BigEndian.write8(packet, 1, RtcpType.TRANSPORT_FEEDBACK);
        BigEndian.write16(packet, 2, packet.length / 4 - 1);
        if (random.nextBoolean()) {
            BigEndian.write16(packet, 12, random.nextInt(600));
            BigEndian.write16(packet, 14, random.nextInt(60));
            BigEndian.write16(packet, 20, 0x2000 | random.nextInt(60));
        }
        return packet;
    }

    @Test
    void feedback_given_twice_counts_once() {
        var packets = new SentPackets();
        var estimate = new ReceiverEstimate(packets);
        var arrivals = new TreeMap<Long, Long>();
        for (int i = 0; i < 60; i++) {
            packets.sent(packets.next(), 500, i * MILLI, 0);
            arrivals.put((long) i, i * MILLI);
        }
        byte[] packet = FeedbackPacket.write(0, arrivals, 0);
        for (int i = 0; i < 100; i++) {
            reader.wrap(packet, 0, packet.length).next();
            estimate.feedback(reader, 100 * MILLI + i);
        }

        assertThat(estimate.roundTripNanos()).isBetween(40 * MILLI, 42 * MILLI);
        assertThat(estimate.bitsPerSecond()).isEqualTo(300_000);
    }

    @Test
    void nothing_is_allocated_a_packet() throws ReflectiveOperationException {
        var packets = new SentPackets();
        var estimate = new ReceiverEstimate(packets);
        var arrivals = new TreeMap<Long, Long>();
        for (long i = 0; i < 50; i++) {
            arrivals.put(i, 2 * MILLI * i);
        }
        byte[] packet = FeedbackPacket.write(0, arrivals, 0);
        relay(packets, estimate, packet, 0, 4000);
        var meter = new AllocationMeter();
        long before = meter.bytes();
        relay(packets, estimate, packet, 4000, 8000);

        assertThat(meter.bytes() - before).as("bytes for 200000 packets").isLessThan(4096);
    }

    private void relay(SentPackets packets, ReceiverEstimate estimate, byte[] packet, int from, int to) {
        for (long round = from; round < to; round++) {
            long start = round * 128 * MILLI;
            for (int i = 0; i < 50; i++) {
                packets.sent(
                        packets.next(),
                        1000,
                        start + 2 * MILLI * i,
                        estimate.prober().cluster());
            }
            BigEndian.write16(packet, 12, (int) (round * 50) & 0xffff);
            BigEndian.write24(packet, 16, (int) (round * 2) & 0xffffff);
            estimate.feedback(sole(packet), start + 120 * MILLI);
            estimate.onTime(3_000_000, start + 120 * MILLI);
        }
    }

    private RtcpReader sole(byte[] packet) {
        reader.wrap(packet, 0, packet.length).next();
        return reader;
    }
}
