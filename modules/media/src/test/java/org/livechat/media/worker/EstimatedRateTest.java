package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.ReceiverEstimatedBitrate;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** A talker that knows no transport-wide feedback is told how much its way takes, by what arrives. */
class EstimatedRateTest {
    private final List<Long> told = new ArrayList<>();

    private static String without(String offer, String feedback) {
        return offer.replace("a=rtcp-fb:96 " + feedback + "\r\n", "a=rtcp-fb:96 goog-remb\r\n");
    }

    /** Three seconds of a picture of 800 kbit/s. */
    private void talk(Studio studio, Person talker) {
        studio.floor(talker);
        for (int i = 0; i < 300; i++) {
            byte[] payload = new byte[1000];
            payload[0] = 0x10;
            payload[1] = (byte) (i == 0 ? 0 : 1);
            talker.send(0x2222, Studio.VP8, i, 900 * i, payload);
            studio.run(10);
            talker.rtcp(reader -> {
                if (ReceiverEstimatedBitrate.isPresent(reader)) {
                    assertThat(ReceiverEstimatedBitrate.ssrcCount(reader)).isEqualTo(1);
                    assertThat(ReceiverEstimatedBitrate.ssrc(reader, 0)).isEqualTo(0x2222);
                    told.add(ReceiverEstimatedBitrate.bitsPerSecond(reader));
                }
            });
        }
    }

    @Test
    void it_grows_with_what_arrives() {
        try (var studio = new Studio()) {
            Person ann = studio.enter("ann", without(studio.offer(), "transport-cc"));
            studio.enter("ben", studio.offer());
            assertThat(ann.answer()).contains("a=rtcp-fb:96 goog-remb\r\n");
            talk(studio, ann);
            assertThat(told).hasSizeBetween(2, 3).isSorted();
            assertThat(told.getLast()).isBetween(400_000L, 1_300_000L);
        }
    }

    @Test
    void with_transport_wide_feedback_there_is_none() {
        try (var studio = new Studio()) {
            Person ann = studio.enter("ann", studio.offer("a=rtcp-fb:96 goog-remb"));
            studio.enter("ben", studio.offer());
            assertThat(ann.answer()).contains("a=rtcp-fb:96 transport-cc\r\n").doesNotContain("goog-remb");
            talk(studio, ann);
            assertThat(told).isEmpty();
            ann.rtcp(reader ->
                    assertThat(TransportWideFeedback.isPresent(reader)).isFalse());
        }
    }
}
