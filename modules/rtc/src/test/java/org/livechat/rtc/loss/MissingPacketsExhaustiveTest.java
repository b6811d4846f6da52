package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;

/** Every loss pattern of twelve packets, in order and reordered, against the rules said in another way: packet by packet. */
class MissingPacketsExhaustiveTest {
    private static final int PACKETS = 12;
    private static final int PATTERNS = 1 << PACKETS;
    private static final long MILLI = 1_000_000;
    private static final long PATIENCE = 150 * MILLI;

    private final byte[] buffer = new byte[MissingPackets.MOST_BYTES];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtcpReader reader = new RtcpReader();

    @ParameterizedTest
    @CsvSource({"0, 20, 30", "65530, 5, 30", "65535, 2, 0", "17, 0, 300"})
    void every_loss_pattern_is_asked_for_in_time(int first, long paceMillis, long roundTripMillis) {
        for (int mask = 1; mask < PATTERNS; mask += 2) {
            play(Arrival.paced(PACKETS, mask, paceMillis * MILLI), first, roundTripMillis * MILLI);
        }
    }

    @ParameterizedTest
    @CsvSource({"65529, 1", "65533, 4"})
    void every_loss_pattern_with_a_packet_that_is_late(int first, long paceMillis) {
        for (int mask = 1; mask < PATTERNS; mask += 2) {
            var arrivals = Arrival.paced(PACKETS, mask, paceMillis * MILLI);
            for (int place = 1; place < arrivals.size() - 1; place++) {
                for (int places = 1; places <= 5; places += 2) {
                    play(Arrival.delayed(arrivals, place, places), first, 8 * MILLI);
                }
            }
        }
    }

    @Test
    void every_loss_pattern_with_duplicates() {
        for (int mask = 1; mask < PATTERNS; mask += 2) {
            var arrivals = Arrival.paced(PACKETS, mask, 3 * MILLI);
            List<Arrival> twice = new ArrayList<>();
            for (int i = 0; i < arrivals.size(); i++) {
                twice.add(arrivals.get(i));
                twice.add(new Arrival(
                        arrivals.get(Math.max(0, i - 2)).number(),
                        arrivals.get(i).nanos()));
            }
            play(twice, 65_531, 8 * MILLI);
        }
    }

    /** Asks at every time that was announced and no other, and compares each request. */
    private void play(List<Arrival> arrivals, int first, long roundTrip) {
        var packets = new MissingPackets(PATIENCE);
        var requests = new TreeMap<Integer, List<Long>>();
        int late = 0;
        int next = 0;
        while (true) {
            long deadline = packets.nextDueNanos(next == 0 ? 0 : Long.MIN_VALUE / 2);
            if (next < arrivals.size() && arrivals.get(next).nanos() <= deadline) {
                var arrival = arrivals.get(next++);
                late += packets.received((first + arrival.number()) & 0xffff, arrival.nanos()) ? 1 : 0;
                continue;
            }
            if (deadline == Long.MAX_VALUE) {
                break;
            }
            ask(packets, deadline, roundTrip, first, requests);
        }
        var expected = expected(arrivals, roundTrip);
        assertThat(requests).as("%s", arrivals).isEqualTo(expected.requests);
        assertThat(late).as("late of %s", arrivals).isEqualTo(expected.late);
        assertThat(packets.recovered()).as("recovered of %s", arrivals).isEqualTo(expected.recovered);
        assertThat(packets.givenUp()).as("given up of %s", arrivals).isEqualTo(expected.givenUp);
    }

    private void ask(
            MissingPackets packets, long nowNanos, long roundTrip, int first, Map<Integer, List<Long>> requests) {
        writer.start(buffer, 0);
        if (packets.due(nowNanos, roundTrip, writer, 1, 2) > 0) {
            assertThat(reader.wrap(buffer, 0, writer.length()).next()).isTrue();
            GenericNack.forEachLost(
                    reader,
                    100,
                    sequence -> requests.computeIfAbsent((sequence - first) & 0xffff, number -> new ArrayList<>())
                            .add(nowNanos));
        }
    }

    private record Expected(Map<Integer, List<Long>> requests, int late, int recovered, int givenUp) {}

    private static Expected expected(List<Arrival> arrivals, long roundTrip) {
        var requests = new TreeMap<Integer, List<Long>>();
        int late = 0;
        int recovered = 0;
        int givenUp = 0;
        int last = arrivals.stream().mapToInt(Arrival::number).max().orElseThrow();
        for (int number = 1; number < last; number++) {
            int missing = number;
            int at = indexOf(arrivals, missing);
            var later = arrivals.subList(0, at).stream()
                    .filter(arrival -> arrival.number() > missing)
                    .distinct()
                    .toList();
            if (later.isEmpty()) {
                continue;
            }
            long end = at == arrivals.size() ? Long.MAX_VALUE : arrivals.get(at).nanos();
            var asked = requests(arrivals.subList(0, at), missing, roundTrip, end);
            if (!asked.isEmpty()) {
                requests.put(missing, asked);
            }
            if (end == Long.MAX_VALUE) {
                givenUp++;
            } else {
                late++;
                recovered += asked.isEmpty() ? 0 : 1;
            }
        }
        return new Expected(requests, late, recovered, givenUp);
    }

    private static int indexOf(List<Arrival> arrivals, int number) {
        int index = 0;
        while (index < arrivals.size() && arrivals.get(index).number() != number) {
            index++;
        }
        return index;
    }

    /** When a missing packet is asked for, until it comes. */
    private static List<Long> requests(List<Arrival> before, int number, long roundTrip, long endNanos) {
        List<Integer> seen = new ArrayList<>();
        long noticed = 0;
        long third = Long.MAX_VALUE;
        for (Arrival arrival : before) {
            if (arrival.number() > number && !seen.contains(arrival.number())) {
                seen.add(arrival.number());
                noticed = seen.size() == 1 ? arrival.nanos() : noticed;
                third = seen.size() == 3 ? arrival.nanos() : third;
            }
        }
        List<Long> requests = new ArrayList<>();
        long time = Math.min(third, noticed + 10 * MILLI);
        while (requests.size() < 10 && time < noticed + PATIENCE && time < endNanos) {
            requests.add(time);
            time += Math.max(roundTrip * 5 / 4, 20 * MILLI);
        }
        return requests;
    }
}
