package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** What is written is what is read, for each pattern of loss and for random schedules. */
class ArrivalLogTest {
    private static final long MILLISECOND = 1_000_000;
    private static final int MOST_BYTES = 1100;

    private final ArrivalLog log = new ArrivalLog();
    private final byte[] buffer = new byte[MOST_BYTES];
    private final RtcpReader reader = new RtcpReader();
    /** Ticks of 250 us by number without wrapping, null for a packet that was told as lost. */
    private final Map<Long, Long> told = new TreeMap<>();

    private long highestTold = -1;

    private void read() {
        while (log.hasNews()) {
            var writer = new RtcpWriter().start(buffer, 0);
            assertThat(log.write(writer, 1, 2, MOST_BYTES)).isPositive();
            assertThat(writer.length()).isLessThanOrEqualTo(MOST_BYTES).isGreaterThan(20);
            assertThat(writer.length() % 4).isZero();
            reader.wrap(buffer, 0, writer.length());
            assertThat(reader.next()).isTrue();
            assertThat(TransportWideFeedback.isPresent(reader)).isTrue();
            var visitor = new TransportWideFeedback.Visitor() {
                private long ticks = TransportWideFeedback.referenceTime(reader) * 256L;

                @Override
                public void received(int sequence, int deltaTicks) {
                    ticks += deltaTicks;
                    tell(sequence, ticks);
                }

                @Override
                public void lost(int firstSequence, int count) {
                    for (int i = 0; i < count; i++) {
                        tell((firstSequence + i) & 0xffff, null);
                    }
                }
            };
            assertThat(TransportWideFeedback.visit(reader, visitor)).isTrue();
            assertThat(reader.next()).isFalse();
            assertThat(reader.isMalformed()).isFalse();
        }
    }

    private void tell(int sequence, Long ticks) {
        long whole = highestTold < 0 ? sequence : highestTold + (short) (sequence - (int) highestTold);
        highestTold = Math.max(highestTold, whole);
        told.put(whole, ticks);
    }

    @Test
    void every_pattern_of_up_to_twelve_packets_is_told_as_it_was() {
        long now = 7 * MILLISECOND;
        long first = 65_530;
        for (int length = 1; length <= 12; length++) {
            for (int pattern = 1; pattern < 1 << length; pattern += 2) {
                // The first and the last come: what is lost behind the last is told by what comes next.
                int came = pattern | 1 << (length - 1);
                told.clear();
                highestTold = -1;
                log.restart();
                for (int i = 0; i < length; i++) {
                    if ((came >> i & 1) != 0) {
                        log.received((int) (first + i) & 0xffff, now);
                    }
                    now += (i % 3 == 0 ? 1 : 80) * MILLISECOND;
                }
                read();
                assertThat(told).hasSize(length);
                for (int i = 0; i < length; i++) {
                    assertThat(told.get(first + i) != null).isEqualTo((came >> i & 1) != 0);
                }
            }
        }
    }

    @Test
    void times_are_told_to_a_quarter_of_a_millisecond_over_a_random_hour() {
        var random = new Random(13);
        Map<Long, Long> sent = new TreeMap<>();
        long epoch = 1_000_000_000_123L;
        long now = epoch;
        long sequence = 60_000;
        for (int round = 0; round < 40_000; round++) {
            int burst = 1 + random.nextInt(12);
            for (int i = 0; i < burst; i++) {
                sequence++;
                if (random.nextInt(10) == 0) {
                    continue;
                }
                // Now and then one is overtaken by up to nine others.
                long late = random.nextInt(20) == 0 ? Math.min(9, sequence - 60_010) : 0;
                long number = late > 0 && !sent.containsKey(sequence - late) ? sequence - late : sequence;
                log.received((int) number & 0xffff, now);
                log.received((int) number & 0xffff, now + MILLISECOND);
                sent.putIfAbsent(number, (now - epoch) / 250_000);
                now += random.nextInt(3_000_000);
            }
            now += random.nextInt(round % 1000 == 0 ? 2_000_000_000 : 100_000_000);
            if (random.nextInt(4) == 0) {
                read();
            }
        }
        read();
        told.values().removeIf(ticks -> ticks == null);
        assertThat(told.size()).isEqualTo(sent.size());
        long origin = sent.values().iterator().next();
        sent.forEach((number, ticks) -> assertThat((told.get(number) - ticks + origin) & 0xffff_ffffL)
                .as("number %s", number)
                .isZero());
    }

    @Test
    void a_jump_begins_anew_and_costs_no_more_than_a_packet() {
        log.received(10, 0);
        read();
        log.received(30_000, MILLISECOND);
        log.received(30_001, 2 * MILLISECOND);
        told.clear();
        highestTold = -1;
        read();
        assertThat(told).containsOnlyKeys(30_000L, 30_001L);
        log.restart();
        log.received(40_000, 3 * MILLISECOND);
        told.clear();
        highestTold = -1;
        read();
        assertThat(told).containsOnlyKeys(40_000L);
    }

    @Test
    void what_was_told_as_lost_and_comes_late_is_told_again() {
        log.received(1, 0);
        log.received(3, MILLISECOND);
        read();
        assertThat(told.get(2L)).isNull();
        log.received(2, 5 * MILLISECOND);
        read();
        assertThat(told.get(2L)).isEqualTo(20);
        assertThat(told.get(3L)).isEqualTo(4);
    }
}
