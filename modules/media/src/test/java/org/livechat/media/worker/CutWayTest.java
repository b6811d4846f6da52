package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.loss.ArrivalLog;
import org.livechat.rtc.rtp.PictureLoss;
import org.livechat.rtc.rtp.RtcpWriter;

/** A listener whose way was cut need not ask for a picture that it can begin with. */
class CutWayTest {
    private static final int PAYLOAD_BYTES = 1000;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());
    private final ArrivalLog arrivals = new ArrivalLog();
    private int sequence;
    private boolean keyframeDue = true;
    private int asked;
    private boolean isCut;
    private int reportsLost;
    private int bensKeyframes;

    @BeforeEach
    void open() {
        studio.floor(ann);
        pass(3000);
        asked = 0;
        bensKeyframes = 0;
    }

    /** So many milliseconds of a picture of 800 kbit/s, whose talker sends a keyframe when it is asked and ben tells each 100 ms what came. */
    private void pass(int millis) {
        for (int time = 0; time < millis; time += 10) {
            byte[] payload = new byte[PAYLOAD_BYTES];
            payload[0] = 0x10;
            payload[1] = (byte) (keyframeDue ? 0 : 1);
            keyframeDue = false;
            ann.send(0x2222, Studio.VP8, sequence & 0xFFFF, 900 * sequence, payload);
            sequence++;
            studio.run(10);
            ann.rtcp(reader -> {
                if (PictureLoss.isPresent(reader)) {
                    keyframeDue = true;
                    asked++;
                }
            });
            for (Rtp packet : ben.rtp()) {
                if (!isCut) {
                    arrivals.received(packet.transportSequence(), studio.now());
                    bensKeyframes += packet.payload()[1] == 0 ? 1 : 0;
                }
            }
            if (time % 100 == 0 && !isCut && arrivals.hasNews()) {
                report();
            }
        }
    }

    private void report() {
        if (reportsLost > 0) {
            reportsLost--;
            arrivals.write(new RtcpWriter().start(new byte[1500], 0), 9, 9, 1200);
        } else {
            ben.report(writer -> arrivals.write(writer, 9, 9, 1200));
        }
    }

    private void cut(int millis) {
        isCut = true;
        pass(millis);
        isCut = false;
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1000, 3000, 10_000, 30_000})
    void the_talker_is_asked_as_soon_as_the_way_carries_again(int millis) {
        cut(millis);
        assertThat(asked).isZero();
        pass(200);
        assertThat(asked).isEqualTo(1);
        assertThat(bensKeyframes).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void it_is_asked_though_the_first_feedback_is_lost_too(int reports) {
        cut(3000);
        reportsLost = reports;
        pass(100 * reports);
        assertThat(asked).isZero();
        pass(200);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void what_is_lost_in_a_moment_is_sent_again_and_needs_no_new_picture() {
        for (int i = 0; i < 10; i++) {
            cut(300);
            pass(3000);
        }
        assertThat(asked).isZero();
    }

    /** Whoever speaks no more sends nothing, and nothing is lost. */
    @Test
    void a_pause_is_no_outage() {
        studio.run(10_000);
        pass(1000);
        assertThat(asked).isZero();
    }

    @Test
    void a_listener_whose_way_is_cut_all_the_time_has_the_talker_asked_ever_less_often() {
        for (int second = 0; second < 60; second++) {
            cut(700);
            pass(300);
        }
        assertThat(asked).isBetween(8, 11);
    }
}
