package org.livechat.media.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.rtc.rtp.SerialUnwrapper;

/**
 * Several sources take turns in one stream, in virtual time, over a network that loses, repeats and reorders. What must
 * hold whatever happens: one sequence space; no number twice; each source in its own order, with its own gaps; the first
 * packet of a turn follows everything before, by the time that passed.
 */
class StreamScheduleTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FRAME_NANOS = 20 * MILLI;
    private static final int FRAMES_PER_SECOND = 50;
    private static final int SILENCE_FRAMES = 3;

    /** A packet on its way; its numbers do not wrap here. */
    private record Sent(long arrivalNanos, long sequence, long timestamp) {}

    /** A packet of the stream, with numbers that do not wrap. */
    private record Relayed(long sequence, int timestamp) {}

    /** One who talks, with numbers of their own that go on from turn to turn. */
    private static final class Source {
        private final int clockRate;
        private long sequence;
        private long timestamp;

        private Source(Random random, int clockRate) {
            this.clockRate = clockRate;
            // near both wraps, as often as not
            this.sequence = random.nextBoolean() ? 65_536 - random.nextInt(40) : random.nextInt(65_536);
            this.timestamp = random.nextBoolean() ? (1L << 32) - random.nextInt(40_000) : random.nextLong(1L << 32);
        }

        private List<Sent> talk(Random random, long begin, int frames, boolean disturbed) {
            List<Sent> sent = new ArrayList<>();
            for (int frame = 0; frame < frames; frame++) {
                long leaves = begin + frame * FRAME_NANOS;
                if (!disturbed || random.nextInt(20) > 0) {
                    long delay = disturbed ? random.nextLong(5) * 17 * MILLI : 0;
                    sent.add(new Sent(leaves + delay, sequence, timestamp));
                    if (disturbed && random.nextInt(20) == 0) {
                        sent.add(new Sent(leaves + delay + random.nextLong(200) * MILLI, sequence, timestamp));
                    }
                }
                sequence++;
                timestamp += clockRate / FRAMES_PER_SECOND;
            }
            sent.sort(Comparator.comparingLong(Sent::arrivalNanos));
            return sent;
        }
    }

    /** The stream and the listener's view of it. */
    private static final class Listener {
        private final StreamRewriter stream;
        private final SerialUnwrapper unwrapper = SerialUnwrapper.ofSequenceNumbers();
        private final Set<Long> seen = new HashSet<>();
        private long highest = Long.MIN_VALUE;
        private int highestTimestamp;
        private long lastTurnNanos;

        private Listener(Random random) {
            stream = new StreamRewriter(FRAMES_PER_SECOND, random.nextInt(65_536), random.nextInt());
        }

        private void turn(Source source, List<Sent> packets, String schedule) {
            Map<Long, Relayed> ofTurn = new HashMap<>();
            Set<Long> authentic = new HashSet<>();
            boolean begun = false;
            for (Sent packet : packets) {
                if (!authentic.add(packet.sequence())) {
                    continue; // SRTP lets a repeated packet through once (RFC 3711 3.3.2)
                }
                int sequence = (int) packet.sequence() & 0xFFFF;
                int timestamp = (int) packet.timestamp();
                long now = packet.arrivalNanos();
                int before = highestTimestamp;
                boolean first = !begun;
                if (first) {
                    stream.begin(source.clockRate, sequence, timestamp, now);
                    begun = true;
                }
                if (!stream.move(sequence, timestamp, now)) {
                    assertThat(ofTurn.keySet()).as(schedule).allMatch(moved -> packet.sequence() < moved);
                    continue;
                }
                Relayed relayed = receive(schedule, first);
                if (first && seen.size() > 1) {
                    assertAdvance(relayed.timestamp() - before, now - lastTurnNanos, source.clockRate, schedule);
                }
                ofTurn.forEach((other, moved) -> {
                    long apart = packet.sequence() - other;
                    assertThat(relayed.sequence() - moved.sequence())
                            .as(schedule)
                            .isEqualTo(apart);
                    assertThat(relayed.timestamp() - moved.timestamp())
                            .as(schedule)
                            .isEqualTo((int) (apart * source.clockRate / FRAMES_PER_SECOND));
                });
                if (ofTurn.size() < 8) {
                    ofTurn.put(packet.sequence(), relayed);
                }
                lastTurnNanos = now;
            }
        }

        private void silence(long now, String schedule) {
            for (int i = 0; i < SILENCE_FRAMES && stream.aheadNanos(now) < SILENCE_FRAMES * FRAME_NANOS; i++) {
                stream.insert(now);
                receive(schedule, true);
            }
        }

        private Relayed receive(String schedule, boolean next) {
            long sequence = unwrapper.unwrap(stream.movedSequence());
            assertThat(seen.add(sequence))
                    .as("%s: %d twice", schedule, sequence)
                    .isTrue();
            if (next && highest != Long.MIN_VALUE) {
                assertThat(sequence).as(schedule).isEqualTo(highest + 1);
            }
            if (highest == Long.MIN_VALUE || sequence > highest) {
                highest = sequence;
            }
            if (seen.size() == 1 || stream.movedTimestamp() - highestTimestamp > 0) {
                highestTimestamp = stream.movedTimestamp();
            }
            return new Relayed(sequence, stream.movedTimestamp());
        }

        // At least a frame, so that no timestamp comes twice, and no further than the time that passed and the silence.
        private static void assertAdvance(int ticks, long passedNanos, int clockRate, String schedule) {
            int frame = clockRate / FRAMES_PER_SECOND;
            long passed = TimeUnit.NANOSECONDS.toMicros(passedNanos) * clockRate / TimeUnit.SECONDS.toMicros(1);
            assertThat(ticks).as(schedule).isGreaterThanOrEqualTo(frame);
            if (passed < 1L << 30) {
                assertThat(ticks).as(schedule).isLessThanOrEqualTo((int) passed + (SILENCE_FRAMES + 3) * frame);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 19, 20, 60, 700, 5_000, 3_600_000, 7 * 3_600_000L, 13 * 3_600_000L, 30 * 3_600_000L})
    void a_switch_at_every_point_of_a_turn_after_a_gap_of_any_length(long gapMillis) {
        for (int point = 1; point <= 60; point++) {
            var random = new Random(point);
            var listener = new Listener(random);
            var ada = new Source(random, 48_000);
            var ben = new Source(random, 48_000);
            String schedule = "switch after %d packets and %d ms".formatted(point, gapMillis);
            long now = 0;
            for (int turn = 0; turn < 4; turn++) {
                Source talker = turn % 2 == 0 ? ada : ben;
                listener.turn(talker, talker.talk(random, now, point, false), schedule);
                now += (point - 1) * FRAME_NANOS;
                listener.silence(now, schedule);
                now += gapMillis * MILLI;
            }
        }
    }

    @Test
    void random_schedules_over_a_bad_network_hold_every_invariant() {
        int[] clocks = {8_000, 16_000, 48_000};
        long[] gaps = {0, 3, 20, 150, 4_000, 600_000, 5 * 3_600_000L};
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var listener = new Listener(random);
            List<Source> sources = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sources.add(new Source(random, clocks[random.nextInt(clocks.length)]));
            }
            long now = random.nextLong(1L << 40);
            for (int turn = 0; turn < 25; turn++) {
                Source talker = sources.get(random.nextInt(sources.size()));
                int frames = 1 + random.nextInt(80);
                List<Sent> packets = talker.talk(random, now, frames, true);
                // the floor goes before the last packets have come: what is late then meets a plan without its sender
                long end = now + frames * FRAME_NANOS - random.nextLong(3) * 30 * MILLI;
                listener.turn(
                        talker,
                        packets.stream()
                                .filter(packet -> packet.arrivalNanos() <= end)
                                .toList(),
                        "seed " + seed);
                now = Math.max(end, now);
                if (random.nextInt(4) > 0) {
                    listener.silence(now, "seed " + seed);
                }
                now += gaps[random.nextInt(gaps.length)] * MILLI;
            }
        }
    }
}
