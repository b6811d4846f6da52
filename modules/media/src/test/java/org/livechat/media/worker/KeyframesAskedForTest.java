package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.PictureLoss;

/** One listener that always lacks something cannot have its talker send keyframes all the time. */
class KeyframesAskedForTest {
    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());
    private int sequence;
    private int asked;

    @BeforeEach
    void open() {
        studio.floor(ann);
        keyframe();
        asked = 0;
    }

    private void keyframe() {
        ann.send(0x2222, Studio.VP8, sequence & 0xFFFF, 3000 * sequence, new byte[] {0x10, 0, 0, 0, 0});
        sequence++;
        studio.run(1);
        ann.rtcp(reader -> asked += PictureLoss.isPresent(reader) ? 1 : 0);
    }

    /** So many tenths of a second in which the listener asks, and the talker does what it is asked for. */
    private void tenths(int count) {
        int ssrc = ben.rtp().stream().findFirst().map(Studio.Rtp::ssrc).orElseThrow();
        for (int i = 0; i < count; i++) {
            ben.report(writer -> writer.receiverReport(9).pictureLoss(9, ssrc));
            int before = asked;
            studio.run(99);
            ann.rtcp(reader -> asked += PictureLoss.isPresent(reader) ? 1 : 0);
            if (asked > before) {
                keyframe();
            }
        }
    }

    @Test
    void who_asks_all_the_time_gets_one_at_once_and_then_ever_fewer() {
        tenths(1);
        assertThat(asked).isEqualTo(1);
        tenths(200);
        assertThat(asked).isBetween(4, 6);
    }
}
