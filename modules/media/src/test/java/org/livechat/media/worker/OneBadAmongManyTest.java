package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livechat.media.counter.MediaCounters.Count;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.rtp.PictureLoss;

/** One listener who loses 30 % and asks for everything costs a hundred good ones nothing, and the talker next to nothing. */
class OneBadAmongManyTest {
    private static final int GOOD = 100;
    private static final int SECONDS = 10;

    private final Random random = new Random(7);
    private int sequence;
    private int voices;
    private int keyframesAsked;

    @Test
    void the_others_get_every_packet_once_and_the_talker_is_hardly_asked() {
        try (var studio = new Studio()) {
            Person ann = studio.enter("ann", studio.offer());
            Person bad = studio.enter("bad", studio.offer());
            List<Person> good = new ArrayList<>();
            for (int i = 0; i < GOOD; i++) {
                good.add(studio.enter("good" + i, studio.offer()));
            }
            studio.floor(ann);
            int[] packets = new int[GOOD];
            for (int millis = 0; millis < 1000 * SECONDS; millis += 20) {
                send(ann);
                studio.run(20);
                lose(bad, millis);
                for (int i = 0; i < GOOD; i++) {
                    packets[i] += good.get(i).rtp().size();
                    assertThat(good.get(i).replays()).isZero();
                }
                ann.rtcp(reader -> keyframesAsked += PictureLoss.isPresent(reader) ? 1 : 0);
            }

            assertThat(packets).containsOnly(sequence + voices);
            assertThat(studio.count(Count.PACKETS_RESENT)).isGreaterThan(100);
            // One at the start, then at ever longer intervals.
            assertThat(keyframesAsked).isLessThanOrEqualTo(6);
        }
    }

    private void send(Person ann) {
        byte[] payload = new byte[1000];
        payload[0] = 0x10;
        payload[1] = (byte) (sequence % 50 == 0 ? 0 : 1);
        ann.send(0x2222, Studio.VP8, sequence & 0xFFFF, 1800 * sequence, payload);
        sequence++;
        ann.send(0x1111, Studio.OPUS, voices & 0xFFFF, 960 * voices, new byte[] {1, 2, 3});
        voices++;
    }

    /** Asks for what was lost, and for a keyframe three times a second, as one does who sees nothing. */
    private void lose(Person bad, int millis) {
        for (Rtp packet : bad.rtp()) {
            if (random.nextInt(100) < 30) {
                bad.report(writer -> writer.receiverReport(9).genericNack(9, packet.ssrc(), packet.sequence(), 0));
            }
        }
        if (millis % 320 == 0) {
            int picture =
                    Integer.parseUnsignedInt(bad.answered("a=ssrc-group:FID ").split(" ", 2)[0]);
            bad.report(writer -> writer.receiverReport(9).pictureLoss(9, picture));
        }
    }
}
