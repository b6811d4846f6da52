package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.media.worker.Studio.Person;
import org.livechat.rtc.rtp.TransportWideFeedback;

/** A talker learns when its packets came: what its estimate of its bandwidth lives by. */
class ArrivalReportsTest {
    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    private static void send(Person from, int number) {
        byte[] extension = {(byte) 0xBE, (byte) 0xDE, 0, 1, 0x31, (byte) (number >> 8), (byte) number, 0};
        from.send(0x1111, Studio.OPUS, number & 0xFFFF, 960 * number, extension, new byte[] {1, 2, 3});
    }

    /** Numbers that came, and with a minus those that did not. */
    private static List<Integer> told(Person to) {
        List<Integer> all = new ArrayList<>();
        to.rtcp(reader -> {
            if (TransportWideFeedback.isPresent(reader)) {
                TransportWideFeedback.visit(reader, new TransportWideFeedback.Visitor() {
                    @Override
                    public void received(int sequence, int deltaTicks) {
                        all.add(sequence);
                    }

                    @Override
                    public void lost(int firstSequence, int count) {
                        for (int i = 0; i < count; i++) {
                            all.add(-(firstSequence + i));
                        }
                    }
                });
            }
        });
        return all;
    }

    @Test
    void a_talker_is_told_within_a_tenth_of_a_second_and_a_silent_one_is_not() {
        for (int number : List.of(65_534, 65_535, 65_537)) {
            send(ann, number);
            studio.run(20);
        }
        studio.run(60);
        assertThat(told(ann)).containsExactly(65_534, 65_535, 0, 1);
        studio.run(1000);
        assertThat(told(ann)).isEmpty();
        assertThat(told(ben)).isEmpty();
    }

    @Test
    void what_was_dropped_unread_between_two_bursts_is_not_told_as_lost() {
        send(ann, 1);
        studio.run(200);
        studio.floor(ben);
        send(ann, 2);
        send(ann, 3);
        send(ben, 70);
        studio.run(200);
        assertThat(told(ben)).containsExactly(70);
        studio.floor(ann);
        send(ann, 4);
        studio.run(200);
        assertThat(told(ann)).containsExactly(1, 4);
    }
}
