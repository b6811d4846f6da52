package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.media.event.DeafListener;
import org.livechat.media.worker.Studio.Person;

/** What comes from somebody without the floor: a voice is an offence, and what a browser sends by itself is none. */
class StrayPacketsTest {
    private static final int VOICE = 0x1111;
    private static final int PICTURE_AGAIN = 0x3333;
    /** Of 280 ms, each of a source of its own, of which a sender has no more than 16. */
    private static final int PACKETS = 14;

    private static final byte[] PAYLOAD = {1, 2, 3, 4};

    private final AtomicInteger offences = new AtomicInteger();

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.PTT, new DeafListener() {
        @Override
        public void mediaWithoutFloor(String endpointId) {
            offences.incrementAndGet();
        }
    });

    private final Person ann = studio.enter("ann", studio.offer());

    @BeforeEach
    void talkAndLetGo() {
        studio.floor(ann);
        ann.send(VOICE, Studio.OPUS, 1, 960, PAYLOAD);
        studio.run(0);
        studio.floorOfNobody();
        studio.run(5_000);
    }

    @Test
    void a_voice_is_reported_once_a_second() throws InterruptedException {
        for (int i = 2; i < 12; i++) {
            ann.send(VOICE, Studio.OPUS, i, 960 * i, PAYLOAD);
            studio.run(300);
        }
        assertThat(offencesTold()).isEqualTo(3);
    }

    @Test
    void padding_that_measures_the_way_is_no_offence() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            ann.sendPadding(PICTURE_AGAIN, Studio.VP8_AGAIN, i, 224);
            ann.sendPadding(VOICE, Studio.OPUS, 2 + i, 1);
            studio.run(500);
        }
        assertThat(offencesTold()).isZero();
    }

    @Test
    void what_is_sent_again_is_no_offence() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            ann.send(PICTURE_AGAIN, Studio.VP8_AGAIN, i, 3000, new byte[] {0, 1, 1, 2, 3});
            studio.run(500);
        }
        assertThat(offencesTold()).isZero();
    }

    @Test
    void a_voice_among_padding_is_reported_all_the_same() throws InterruptedException {
        for (int i = 2; i < 12; i++) {
            ann.sendPadding(PICTURE_AGAIN, Studio.VP8_AGAIN, i, 224);
            ann.send(VOICE, Studio.OPUS, i, 960 * i, PAYLOAD);
            studio.run(20);
            ann.send(VOICE, Studio.OPUS, i + 100, 960 * i, PAYLOAD);
            studio.run(20);
        }
        assertThat(offencesTold()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_of_it_is_decrypted_more_than_ten_times_a_second(boolean padding) {
        int before = ann.sourcesKnown();
        for (int i = 0; i < PACKETS; i++) {
            int source = PICTURE_AGAIN + i; // each that is decrypted is a source that is known
            if (padding) {
                ann.sendPadding(source, Studio.VP8_AGAIN, 1, 224);
            } else {
                ann.send(source, Studio.VP8_AGAIN, 1, 3000, new byte[] {0, 1, 1, 2, 3});
            }
            studio.run(20);
        }
        assertThat(ann.sourcesKnown() - before).isBetween(2, 4);
    }

    private int offencesTold() throws InterruptedException {
        studio.awaitEvents();
        return offences.get();
    }
}
