package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;

/** A keyframe goes to a listener at the pace of its way, and the voice does not wait behind it. */
class PacingTest {
    private static final int PACKETS = 30;
    private static final int PAYLOAD_BYTES = 1100;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());
    private int sequence;
    private int timestamp;

    @BeforeEach
    void open() {
        studio.floor(ann);
        // A picture of 400 kbit/s, and nothing that says that ben's way takes more than 300.
        for (int i = 0; i < 50; i++) {
            picture(1, 1000);
            studio.run(20);
        }
        ben.rtp();
    }

    private void keyframe() {
        picture(PACKETS, PAYLOAD_BYTES);
    }

    private void picture(int packets, int payloadBytes) {
        timestamp += 1800;
        for (int i = 0; i < packets; i++) {
            byte[] payload = new byte[payloadBytes];
            payload[0] = (byte) (i == 0 ? 0x10 : 0);
            ann.send(0x2222, Studio.VP8, sequence++, timestamp, payload);
        }
    }

    @Test
    void packets_are_spread_in_their_order_and_none_is_missing() {
        keyframe();
        List<Rtp> pictures = new ArrayList<>();
        List<Integer> atOnce = new ArrayList<>();
        for (int millis = 0; millis < 1000; millis++) {
            studio.run(1);
            List<Rtp> came = ben.rtp();
            atOnce.add(came.size());
            pictures.addAll(came);
        }

        // 33 kB at 2.5 times 300 kbit/s take 360 ms.
        assertThat(atOnce).allMatch(packets -> packets <= 3);
        assertThat(atOnce.subList(0, 200).stream().mapToInt(Integer::intValue).sum())
                .isBetween(10, 25);
        assertThat(pictures).hasSize(PACKETS);
        for (int i = 1; i < PACKETS; i++) {
            assertThat((pictures.get(i).sequence() - pictures.get(i - 1).sequence()) & 0xFFFF)
                    .isEqualTo(1);
            assertThat(pictures.get(i).timestamp()).isEqualTo(pictures.get(0).timestamp());
        }
    }

    @Test
    void a_voice_overtakes_what_waits() {
        keyframe();
        studio.run(1);
        ben.rtp();
        ann.send(0x1111, Studio.OPUS, 7, 960, new byte[] {1, 2, 3});
        studio.run(1);

        assertThat(ben.rtp()).anyMatch(packet -> packet.payloadType() == Studio.OPUS);
    }

    @Test
    void what_waits_for_a_burst_that_has_ended_is_not_sent() {
        keyframe();
        keyframe();
        studio.run(1);
        ben.rtp();
        studio.floor(ben);
        studio.run(1000);

        assertThat(ben.rtp()).noneMatch(packet -> packet.payloadType() == Studio.VP8);
    }
}
