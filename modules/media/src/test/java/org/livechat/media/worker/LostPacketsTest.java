package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.GenericNack;
import org.livechat.rtc.rtp.PictureLoss;

/** What a talker's packets lack is asked for at once, and only while it is of use. */
class LostPacketsTest {
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

    private void voice(int... sequences) {
        for (int sequence : sequences) {
            ann.send(VOICE, Studio.OPUS, sequence & 0xFFFF, 960 * sequence, new byte[] {1, 2, (byte) sequence});
            studio.run(20);
        }
    }

    /** What the talker was asked for since this was asked last. */
    private List<Integer> asked(int ssrc) {
        List<Integer> all = new ArrayList<>();
        ann.rtcp(reader -> {
            if (GenericNack.isPresent(reader) && reader.mediaSsrc() == ssrc) {
                GenericNack.forEachLost(reader, 1000, all::add);
            }
        });
        return all;
    }

    @Test
    void a_lost_voice_packet_is_asked_for_and_goes_on_in_its_place() {
        voice(65_533, 65_534, 1);
        assertThat(asked(VOICE)).containsExactly(65_535, 0);
        var before = ben.rtp();
        assertThat(before).hasSize(3);
        voice(65_535 - 65_536);
        assertThat(ben.rtp().getFirst().sequence()).isEqualTo(before.get(1).sequence() + 1);
        studio.run(200);
        assertThat(asked(VOICE)).containsOnly(0).hasSizeBetween(1, 3);
        studio.run(1000);
        asked(VOICE);
        studio.run(5000);
        assertThat(asked(VOICE)).isEmpty();
    }

    @Test
    void what_was_sent_again_in_a_stream_of_its_own_is_not_asked_for_any_more() {
        byte[] payload = {0x10, 0x00, 0, 0, 0};
        ann.send(PICTURE, Studio.VP8, 1, 3000, payload);
        ann.send(PICTURE, Studio.VP8, 3, 9000, payload);
        studio.run(20);
        assertThat(asked(PICTURE)).containsExactly(2);
        ann.send(PICTURE_AGAIN, Studio.VP8_AGAIN, 50, 6000, new byte[] {0, 2, 0x10, 0x00, 0, 0, 0});
        studio.run(1000);
        assertThat(asked(PICTURE)).isEmpty();
    }

    @Test
    void packets_in_another_order_are_not_asked_for() {
        for (int sequence : List.of(10, 12, 11, 13, 15, 14)) {
            ann.send(VOICE, Studio.OPUS, sequence, 960 * sequence, new byte[] {1, 2, 3});
            studio.run(4);
        }
        studio.run(1000);
        assertThat(asked(VOICE)).isEmpty();
    }

    @Test
    void what_was_sent_before_the_floor_was_granted_is_not_asked_for() {
        voice(100, 101);
        studio.floor(ben);
        voice(102, 103, 104, 105);
        studio.floor(ann);
        voice(106, 107);
        studio.run(500);
        assertThat(asked(VOICE)).isEmpty();
    }

    @Test
    void a_picture_of_which_too_much_is_lost_begins_anew_with_a_keyframe() {
        byte[] keyframe = {0x10, 0x00, 0, 0, 0};
        ann.send(PICTURE, Studio.VP8, 1, 3000, keyframe);
        studio.run(2000);
        ann.rtcp(reader -> {});
        ann.send(PICTURE, Studio.VP8, 600, 6000, new byte[] {0x10, 0x01, 0, 0, 0});
        studio.run(1);
        List<Integer> keyframes = new ArrayList<>();
        ann.rtcp(reader -> {
            if (PictureLoss.isPresent(reader)) {
                keyframes.add(reader.mediaSsrc());
            }
        });
        assertThat(keyframes).containsExactly(PICTURE);
    }
}
