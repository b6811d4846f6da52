package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.FullIntraRequest;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.ReceiverEstimatedBitrate;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** A talker is sent the feedback that was negotiated for what it sends, and no other (RFC 4585 4.2). */
class NegotiatedFeedbackTest {
    private static final int VP8 = 96;
    private static final int VP9 = 98;
    private static final int SSRC = 0x2222;
    private static final byte[] KEYFRAME = {0x10, 0, 0, 0, 0};
    private static final byte[] NO_KEYFRAME = {0x10, 1, 0, 0, 0};
    private static final byte[] NO_KEYFRAME_VP9 = {(byte) 0x48, 0, 0, 0};

    @AutoClose
    private final Studio studio = new Studio();

    private final List<String> told = new ArrayList<>();
    private Person ann;

    private void enter(String... feedback) {
        var lines = new ArrayList<>(List.of("rtpmap:96 VP8/90000", "rtpmap:98 VP9/90000"));
        List.of(feedback).forEach(line -> lines.add(line.startsWith("extmap") ? line : "rtcp-fb:" + line));
        String offer = studio.sections()
                .section("video", "0", "sendrecv", "96 98", lines.toArray(String[]::new))
                .text();
        ann = studio.enter("ann", offer);
        studio.enter(
                "ben",
                studio.sections()
                        .section("video", "0", "sendrecv", "96 98", "rtpmap:96 VP8/90000", "rtpmap:98 VP9/90000")
                        .text());
        studio.floor(ann);
    }

    private void send(int type, int sequence, byte[] payload) {
        send(type, sequence, new byte[0], payload);
    }

    private void send(int type, int sequence, byte[] extensions, byte[] payload) {
        ann.send(SSRC + type, type, sequence, 3000 * sequence, extensions, payload);
        pass(20);
    }

    private void pass(long millis) {
        studio.run(millis);
        ann.rtcp(reader -> {
            if (PictureLoss.isPresent(reader)) {
                told.add("PLI");
            } else if (FullIntraRequest.isPresent(reader)) {
                assertThat(reader.mediaSsrc()).isZero();
                assertThat(FullIntraRequest.count(reader)).isEqualTo(1);
                told.add("FIR " + (FullIntraRequest.ssrc(reader, 0) - SSRC) + " no "
                        + FullIntraRequest.commandSequence(reader, 0));
            } else if (GenericNack.isPresent(reader)) {
                told.add("NACK");
            } else if (TransportWideFeedback.isPresent(reader)) {
                told.add("TWCC");
            } else if (ReceiverEstimatedBitrate.isPresent(reader)) {
                told.add("REMB");
            }
        });
    }

    @Test
    void a_keyframe_is_asked_for_by_PLI() {
        enter("96 nack pli", "96 ccm fir");
        send(VP8, 0, NO_KEYFRAME);
        assertThat(told).containsExactly("PLI");
    }

    @Test
    void or_by_FIR_where_only_that_was_negotiated_for_all() {
        enter("* ccm fir");
        send(VP8, 0, NO_KEYFRAME);
        assertThat(told).containsExactly("FIR 96 no 0");
    }

    @Test
    void a_repeated_FIR_has_the_number_of_the_first_and_a_new_one_the_next_for_each_source() {
        enter("* ccm fir");
        send(VP8, 0, NO_KEYFRAME);
        pass(600);
        assertThat(told).containsExactly("FIR 96 no 0", "FIR 96 no 0");
        send(VP9, 0, NO_KEYFRAME_VP9);
        assertThat(told).endsWith("FIR 98 no 0");
        send(VP8, 1, KEYFRAME);
        told.clear();
        studio.floorOfNobody();
        studio.floor(ann);
        pass(600);
        send(VP8, 2, NO_KEYFRAME);
        assertThat(told).contains("FIR 96 no 1");
    }

    @Test
    void what_was_negotiated_for_one_payload_type_is_not_for_another() {
        enter("96 ccm fir", "98 nack pli");
        send(VP8, 0, NO_KEYFRAME);
        send(VP9, 0, NO_KEYFRAME_VP9);
        assertThat(told).containsExactly("FIR 96 no 0", "PLI");
    }

    @Test
    void where_nothing_was_negotiated_nothing_is_asked_for_and_nothing_told() {
        enter("extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01");
        byte[] numbered = {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x31, 0, 7, 0};
        send(VP8, 0, numbered, NO_KEYFRAME);
        send(VP8, 3, numbered, NO_KEYFRAME);
        pass(3000);
        assertThat(told).isEmpty();
        assertThat(ann.answer()).doesNotContain("transport-wide-cc");
    }

    @Test
    void lost_packets_are_asked_for_where_that_was_negotiated_for_their_type() {
        enter("98 nack", "96 goog-remb");
        send(VP8, 0, KEYFRAME);
        send(VP8, 2, KEYFRAME);
        pass(300);
        assertThat(told).doesNotContain("NACK");
        send(VP9, 0, NO_KEYFRAME_VP9);
        send(VP9, 2, NO_KEYFRAME_VP9);
        pass(300);
        assertThat(told).contains("NACK");
    }

    @Test
    void how_much_may_be_sent_is_told_of_the_types_for_which_that_was_negotiated() {
        enter("96 goog-remb");
        send(VP9, 0, NO_KEYFRAME_VP9);
        pass(1100);
        assertThat(told).doesNotContain("REMB");
        send(VP8, 0, KEYFRAME);
        pass(1100);
        assertThat(told).contains("REMB");
    }
}
