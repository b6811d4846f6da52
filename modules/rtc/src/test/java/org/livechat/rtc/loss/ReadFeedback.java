package org.livechat.rtc.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** One transport-wide feedback packet as its receiver reads it: by number from the base, the time in ticks, or that it is lost. */
record ReadFeedback(int base, int statusCount, int number, Map<Integer, Integer> ticks) {
    static final int LOST = Integer.MIN_VALUE;

    static ReadFeedback of(byte[] buffer, int length) {
        var reader = new RtcpReader();
        assertThat(reader.wrap(buffer, 0, length).next()).isTrue();
        assertThat(TransportWideFeedback.isPresent(reader)).isTrue();
        int base = TransportWideFeedback.baseSequence(reader);
        Map<Integer, Integer> ticks = new TreeMap<>();
        boolean sound = TransportWideFeedback.visit(reader, new TransportWideFeedback.Visitor() {
            private int tick = TransportWideFeedback.referenceTime(reader) << 8;
            private int next = base;

            @Override
            public void received(int sequence, int deltaTicks) {
                assertThat(sequence).isEqualTo(next);
                tick += deltaTicks;
                ticks.put((next - base) & 0xffff, tick);
                next = (next + 1) & 0xffff;
            }

            @Override
            public void lost(int firstSequence, int count) {
                assertThat(firstSequence).isEqualTo(next);
                for (int i = 0; i < count; i++) {
                    ticks.put((next - base) & 0xffff, LOST);
                    next = (next + 1) & 0xffff;
                }
            }
        });
        assertThat(sound).isTrue();
        assertThat(reader.next()).isFalse();
        assertThat(reader.isMalformed()).isFalse();
        int count = TransportWideFeedback.statusCount(reader);
        assertThat(ticks).hasSize(count);
        return new ReadFeedback(base, count, TransportWideFeedback.feedbackNumber(reader), ticks);
    }

    long received() {
        return ticks.values().stream().filter(tick -> tick != LOST).count();
    }
}
