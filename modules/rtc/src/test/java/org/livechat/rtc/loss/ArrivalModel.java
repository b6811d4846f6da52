package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.livechat.rtc.rtp.RtcpWriter;

/** What really arrived, and what a log told of it: each feedback must be true, and in the end everything told. */
final class ArrivalModel {
    private final ArrivalLog log;
    private final byte[] buffer;
    private final RtcpWriter writer = new RtcpWriter();
    private final Map<Integer, Integer> arrived = new HashMap<>();
    private final Map<Integer, Integer> told = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private int feedbacks;
    private int lowest = Integer.MAX_VALUE;
    private int highest = Integer.MIN_VALUE;

    ArrivalModel(ArrivalLog log, byte[] buffer) {
        this.log = log;
        this.buffer = buffer;
    }

    /** A packet whose number is not wrapped arrives, perhaps again. */
    void receive(int number, long nanos) {
        arrived.putIfAbsent(number & 0xffff, (int) Math.floorDiv(nanos, 250_000L));
        lowest = Math.min(lowest, number);
        highest = Math.max(highest, number);
        log.received(number & 0xffff, nanos);
    }

    void writeAll(int mostBytes) {
        while (log.hasNews()) {
            int count = log.write(writer.start(buffer, 0), 1, 2, mostBytes);
            assertThat(writer.length()).isLessThanOrEqualTo(mostBytes);
            var feedback = ReadFeedback.of(buffer, writer.length());
            assertThat(feedback.number()).isEqualTo(feedbacks++ & 0xff);
            assertThat(feedback.received()).isEqualTo(count).isPositive();
            feedback.ticks().forEach((offset, tick) -> check((feedback.base() + offset) & 0xffff, tick));
        }
    }

    private void check(int sequence, int tick) {
        if (tick == ReadFeedback.LOST) {
            assertThat(arrived).doesNotContainKey(sequence);
            lost.add(sequence);
        } else {
            assertThat(arrived).containsEntry(sequence, tick);
            told.put(sequence, tick);
        }
    }

    /** Every arrival was told with its time, and every other number between the first and the last as lost. */
    void everythingIsTold() {
        assertThat(told).isEqualTo(arrived);
        for (int number = lowest; number <= highest; number++) {
            assertThat(told.containsKey(number & 0xffff) || lost.contains(number & 0xffff))
                    .isTrue();
        }
    }
}
