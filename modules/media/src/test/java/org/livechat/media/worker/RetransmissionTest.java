package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;

/** What a listener has lost is sent again: pictures in a stream of their own, voices just as they went out. */
class RetransmissionTest {
    private static final int VOICE = 0x1111;
    private static final int PICTURE = 0x2222;
    private static final int PICTURE_AGAIN = 0x3333;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer("a=ssrc-group:FID " + PICTURE + " " + PICTURE_AGAIN));
    private final Person ben = studio.enter("ben", studio.offer());

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    /** A VP8 packet with a picture id (RFC 7741 4.2), the first of a keyframe if it is asked to be. */
    private static byte[] picture(int id, boolean keyframe) {
        return new byte[] {
            (byte) 0x90, (byte) 0x80, (byte) (0x80 | id >> 8), (byte) id, (byte) (keyframe ? 0 : 1), 1, 2, 3, 4, 5, 6, 7
        };
    }

    private List<Rtp> send(int first, int count) {
        for (int i = first; i < first + count; i++) {
            ann.send(PICTURE, Studio.VP8, i & 0xFFFF, 3000 * i, picture(i & 0x7FFF, i == first));
        }
        studio.run(1);
        return ben.rtp();
    }

    private void lost(Rtp packet) {
        ben.report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
    }

    @Test
    void a_picture_comes_again_in_the_stream_that_was_described_for_it() {
        String[] group = ben.answered("a=ssrc-group:FID ").split(" ", -1);
        List<Rtp> sent = send(65_530, 12);
        assertThat(sent).hasSize(12);
        for (Rtp original : List.of(sent.get(3), sent.get(11))) {
            assertThat(original.ssrc()).isEqualTo(Integer.parseUnsignedInt(group[0]));
            lost(original);
            studio.run(0);
            List<Rtp> again = ben.rtp();
            assertThat(again).hasSize(1);
            Rtp repaired = again.getFirst();
            assertThat(repaired.ssrc()).isEqualTo(Integer.parseUnsignedInt(group[1]));
            assertThat(repaired.payloadType()).isEqualTo(Studio.VP8_AGAIN);
            assertThat(repaired.timestamp()).isEqualTo(original.timestamp());
            assertThat(repaired.marker()).isEqualTo(original.marker());
            assertThat(repaired.payload()).startsWith(original.sequence() >> 8, original.sequence());
            assertThat(Arrays.copyOfRange(repaired.payload(), 2, repaired.payload().length))
                    .isEqualTo(original.payload());
        }
        assertThat(studio.count(Count.PACKETS_RESENT)).isEqualTo(2);
    }

    @Test
    void an_answer_on_its_way_is_not_given_twice_and_none_more_than_six_times() {
        Rtp original = send(100, 3).get(1);
        lost(original);
        lost(original);
        studio.run(0);
        assertThat(ben.rtp()).hasSize(1);
        for (int i = 0; i < 20; i++) {
            studio.run(40);
            lost(original);
        }
        studio.run(0);
        assertThat(ben.rtp()).hasSize(5);
        assertThat(studio.count(Count.RESENDS_REFUSED)).isPositive();
    }

    @Test
    void what_is_too_old_or_was_never_sent_is_not_sent() {
        Rtp original = send(100, 3).get(1);
        ben.report(writer -> writer.receiverReport(9)
                .genericNack(9, original.ssrc(), (original.sequence() + 1000) & 0xFFFF, 0xFFFF));
        ben.report(writer -> writer.receiverReport(9).genericNack(9, 4711, original.sequence(), 0xFFFF));
        studio.run(2100);
        lost(original);
        studio.run(0);
        assertThat(ben.rtp()).isEmpty();
        assertThat(studio.count(Count.RESENDS_TOO_LATE)).isEqualTo(18);
    }

    @Test
    void a_storm_of_requests_gets_no_more_than_was_sent() {
        List<Rtp> sent = send(100, 200);
        long bytes = sent.stream().mapToLong(packet -> packet.payload().length).sum();
        for (int round = 0; round < 50; round++) {
            for (Rtp packet : sent) {
                lost(packet);
            }
            studio.run(35);
        }
        long again =
                ben.rtp().stream().mapToLong(packet -> packet.payload().length).sum();
        assertThat(again).isLessThan(64 * 1024 + 6 * bytes);
        assertThat(studio.count(Count.PACKETS_RESENT)).isLessThanOrEqualTo(6 * 200);
    }

    @Test
    void a_voice_comes_again_as_it_went_out_from_the_second_request_on() {
        for (int i = 0; i < 5; i++) {
            ann.send(VOICE, Studio.OPUS, 65_533 + i & 0xFFFF, 960 * i, new byte[] {1, 2, (byte) i});
        }
        studio.run(1);
        Rtp unkept = ben.rtp().getLast();
        lost(unkept);
        studio.run(0);
        assertThat(ben.rtp()).isEmpty();

        ann.send(VOICE, Studio.OPUS, 2, 960 * 5, new byte[] {1, 2, 5});
        studio.run(1);
        Rtp kept = ben.rtp().getFirst();
        lost(kept);
        studio.run(0);
        // The very same: the listener's SRTP takes it for a replay of what it has.
        assertThat(ben.replays()).isEqualTo(1);
        assertThat(ben.rtp()).isEmpty();
    }

    @Test
    void what_a_talker_sends_again_reaches_listeners_in_its_place() {
        for (int i = 0; i < 4; i++) {
            if (i != 2) {
                ann.send(PICTURE, Studio.VP8, 10 + i, 3000 * i, picture(i, i == 0));
            }
        }
        studio.run(1);
        List<Rtp> came = ben.rtp();
        assertThat(came).hasSize(3);
        byte[] payload = picture(2, false);
        byte[] again = new byte[payload.length + 2];
        again[1] = 12;
        System.arraycopy(payload, 0, again, 2, payload.length);
        ann.send(PICTURE_AGAIN, Studio.VP8_AGAIN, 900, 6000, again);
        studio.run(0);
        Rtp repaired = ben.rtp().getFirst();
        assertThat(repaired.sequence()).isEqualTo((came.get(1).sequence() + 1) & 0xFFFF);
        assertThat(repaired.payloadType()).isEqualTo(Studio.VP8);
        assertThat(repaired.ssrc()).isEqualTo(came.getFirst().ssrc());
        assertThat(repaired.timestamp()).isEqualTo(came.get(1).timestamp() + 3000);
        assertThat(studio.count(Count.PACKETS_RECOVERED)).isEqualTo(1);
        // What is there to measure the way brings nothing.
        ann.send(PICTURE_AGAIN, Studio.VP8_AGAIN, 901, 6000, new byte[0]);
        ann.send(0x4444, Studio.VP8_AGAIN, 1, 6000, again);
        studio.run(0);
        assertThat(ben.rtp()).isEmpty();
    }
}
